/** Every template rendered with made-up data, for preview. */
import { instant, plusHours, type Instant } from '../time/instant';
import type { MessageFacts } from '../course/events';
import { compose, type Mail, type Sender } from './compose';
import { linksAt } from './links';
import { TEMPLATE_IDS, type TemplateId } from '../vocabulary/templates';
import { TEMPLATES } from './templates';

const FACTS: MessageFacts = {
  session: 'dosing-4',
  start: instant('2027-03-15T10:00:00-07:00'),
  minutes: 90,
  revision: 1,
  setting: 'remote',
  by: instant('2027-03-18T12:30:00-07:00'),
};

const PLACES = {
  officeAddress: '12 Cedar Street, Suite 4, Portland, OR 97201',
  videoLink: 'https://video.example/cedar',
};

/** An appointment next week, so that a preview has times that could be real. */
export const sampleFacts = (now: Instant): MessageFacts => ({
  ...FACTS,
  start: plusHours(now, 7 * 24),
  by: plusHours(now, 10 * 24),
});

/** One template as a mail, with made-up people, in the name of `practice` and, for a client, in the zone of `reader`. */
export function previewOf(
  template: TemplateId,
  facts: MessageFacts = FACTS,
  { reader = 'America/Denver', ...practice }: Partial<Sender> & { reader?: string } = PLACES,
): Mail {
  const audience = TEMPLATES[template].to;
  const composed = compose({
    course: '7c2e9a4b-0d3f-4e58-9b61-2f8d5c7a1e90',
    message: {
      key: `${template}:preview`,
      template,
      to: audience === 'staff' ? 'therapist' : audience,
      safety: template === 'safetyPage',
      staleAt: instant('2027-03-16T00:00:00Z'),
      facts,
    },
    sender: {
      name: 'Cedar Practice',
      address: 'office@cedar.example',
      phone: '+1 503 555 0142',
      zone: 'America/Los_Angeles',
      ...practice,
    },
    addressee: {
      addresses: ['someone@mail.example'],
      zone: reader,
      unsubscribeToken: 'qHc4mE0zV8rT1yLw',
    },
    links: linksAt('https://cedar.example'),
    at: instant('2027-03-14T16:00:00Z'),
  });
  if ('problem' in composed) throw new Error(`The preview of ${template} fails: ${composed.problem}`);
  return composed.mail;
}

/** The HTML of every template, by its id. */
export function previewAll(): Record<TemplateId, string> {
  const pages = TEMPLATE_IDS.map((id) => [id, previewOf(id).html]);
  return Object.fromEntries(pages) as Record<TemplateId, string>;
}
