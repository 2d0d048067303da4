import { instant } from '../../src/time/instant';
import type { MessageFacts } from '../../src/course/events';
import { compose } from '../../src/messages/compose';
import { linksAt } from '../../src/messages/links';
import { previewAll, previewOf } from '../../src/messages/preview';
import { forbiddenWord } from '../../src/catalog/revealingWords';
import { TEMPLATES, templateOf, type Template } from '../../src/messages/templates';
import { TEMPLATE_IDS, type TemplateId } from '../../src/vocabulary/templates';
import { leaksOf } from './support/leaks';

const ALL: MessageFacts = {
  session: 'dosing-4',
  start: instant('2027-03-15T10:00:00-07:00'),
  minutes: 180,
  revision: 2,
  setting: 'houseCall',
  by: instant('2027-03-18T12:30:00-07:00'),
  ownTime: true,
};

/** Every subset of the facts. */
const SUBSETS: MessageFacts[] = Object.keys(ALL).reduce<MessageFacts[]>(
  (subsets, key) =>
    subsets.concat(subsets.map((facts) => ({ ...facts, [key]: ALL[key as keyof MessageFacts] }))),
  [{}],
);

const CLIENT_IDS = TEMPLATE_IDS.filter((id) => TEMPLATES[id].to === 'client');

/** Runs with one template changed, and restores it. */
function withMutant<T>(id: (typeof CLIENT_IDS)[number], change: Partial<Template>, run: () => T): T {
  const templates = TEMPLATES as Record<string, Template>;
  const original = TEMPLATES[id];
  templates[id] = { ...original, ...change };
  try {
    return run();
  } finally {
    templates[id] = original;
  }
}

describe.each(CLIENT_IDS)('the client e-mail %s', (id) => {
  it('reveals nothing in subject, text, HTML or calendar, with any set of facts', () => {
    for (const facts of SUBSETS) expect(leaksOf(previewOf(id, facts))).toEqual([]);
  });

  it('speaks of appointments, not of health', () => {
    const { subject, text } = previewOf(id, ALL);
    expect(`${subject}\n${text}`).not.toMatch(
      /health|clinic|medic|doctor|patient|check-?up|symptom|\bcare\b/i,
    );
  });

  it.each<[string, Partial<Template>]>([
    ['subject', { subject: 'Your dosing session' }],
    ['text', { body: ['Bring your lozenge.'] }],
    ['html', { link: 'Open your KAP page' }],
  ])('a mutant that reveals something in its %s is caught', (part, change) => {
    const leaks = withMutant(id, change, () => leaksOf(previewOf(id, ALL)));
    expect(leaks).toContainEqual(expect.stringContaining(`${part}: `));
  });
});

describe('the calendar file of a mail', () => {
  it('is checked too: a mutant with a revealing summary is caught', () => {
    const mail = previewOf('sessionBooked', ALL);
    const content =
      mail.icalEvent?.content.replace('SUMMARY:Appointment', 'SUMMARY:Ketamine appointment') ?? '';
    const mutant = { ...mail, icalEvent: { method: 'REQUEST', filename: 'appointment.ics', content } };
    expect(leaksOf(mutant)).toEqual(['calendar: Ketamine']);
  });
});

describe.each(TEMPLATE_IDS)('the template %s', (id) => {
  const template = TEMPLATES[id];

  it('renders with every subset of facts, without gaps in its sentences', () => {
    for (const facts of SUBSETS) {
      const { subject, text, html } = previewOf(id, facts);
      for (const seen of [subject, text, html]) {
        expect(seen).not.toMatch(/[{}]|undefined|null|NaN|Invalid/);
        expect(seen.trim()).not.toBe('');
      }
    }
  });

  it('falls back to sentences that need no facts', () => {
    for (const paragraph of [template.subject, ...template.body]) {
      const last = typeof paragraph === 'string' ? paragraph : (paragraph.at(-1) ?? '{none}');
      expect(last.replace(/\{(practice|phone|reference)\}/g, '')).not.toMatch(/[{}]/);
    }
  });

  it('names neither a drug nor a dose, for any reader', () => {
    const { subject, text } = previewOf(id, ALL);
    expect(`${subject}\n${text}`).not.toMatch(
      /ketamine|\bKAP\b|dos(e|ing)|lozenge|medicine|diagnos|protocol/i,
    );
  });
});

describe.each(TEMPLATE_IDS.filter((id) => TEMPLATES[id].to !== 'client'))('the e-mail %s', (id) => {
  const ID = /[0-9a-f]{8}-[0-9a-f-]{27}/;

  it('names its course by a short reference, in the subject too, and by its id in the link of staff only', () => {
    const { subject, text } = previewOf(id, ALL);
    expect(subject).toMatch(/^[^()]+ \([0-9a-f]{8}\)$/);
    expect(subject.length).toBeLessThanOrEqual(70);
    const lines = text.split('\n').filter((line) => ID.test(line));
    // The partner’s opens a page by its secret, or nothing.
    const inLink = expect.stringMatching(/^https:\S+\/console\/courses\/[0-9a-f-]{36}$/) as unknown;
    expect(lines).toEqual(TEMPLATES[id].to === 'partner' ? [] : [inLink]);
  });
});

describe('the invitation to an integration', () => {
  it.each(['integrationInvite', 'integrationWarning'] as const)('%s says who finds the time', (id) => {
    expect(previewOf(id, ALL).text).toMatch(/hoose a time on your page/);
    const { ownTime: _own, ...others } = ALL;
    expect(previewOf(id, others).text).toMatch(/call us .* and we will find a time with you/);
  });
});

describe('times', () => {
  it("are in the client's zone for the client, and in the practice's for staff", () => {
    expect(previewOf('sessionReminder', ALL).text).toContain(
      'Monday, March 15, 2027 at 11:00 AM (Mountain Daylight Time)',
    );
    expect(previewOf('integrationBreach', ALL).text).toContain(
      'Thursday, March 18, 2027 at 12:30 PM (Pacific Daylight Time)',
    );
  });

  it('name the zone, so that both passes of the repeated hour can be distinguished', () => {
    const text = (at: string) => previewOf('sessionReminder', { start: instant(at) }).text;
    expect(text('2027-11-07T07:30:00Z')).toContain('1:30 AM (Mountain Daylight Time)');
    expect(text('2027-11-07T08:30:00Z')).toContain('1:30 AM (Mountain Standard Time)');
  });
});

describe('a message that cannot be composed', () => {
  const input = (
    template: string,
    to: 'client' | 'therapist' | 'supportPerson',
    addresses = ['a@mail.example'],
  ) =>
    compose({
      course: 'c-1',
      message: {
        key: 'k',
        template: template as TemplateId,
        to,
        safety: false,
        staleAt: instant('2027-01-01T00:00Z'),
        facts: {},
      },
      sender: {
        name: 'Cedar Practice',
        address: 'office@cedar.example',
        phone: '1',
        zone: 'America/New_York',
      },
      addressee: { addresses },
      links: linksAt('https://cedar.example'),
      at: instant('2027-01-01T00:00Z'),
    });

  it('because the template is unknown has a code', () => {
    expect(input('noSuchThing', 'client')).toEqual({ problem: 'template-unknown' });
    expect(input('constructor', 'client')).toEqual({ problem: 'template-unknown' });
    expect(templateOf('__proto__')).toBeUndefined();
  });

  it('because it is not for that reader has a code', () => {
    expect(input('safetyPage', 'client')).toEqual({ problem: 'recipient-mismatch' });
    expect(input('welcome', 'therapist')).toEqual({ problem: 'recipient-mismatch' });
    expect(input('welcome', 'supportPerson')).toEqual({ problem: 'recipient-mismatch' });
  });

  it('because there is no address has a code', () => {
    expect(input('welcome', 'client', [])).toEqual({ problem: 'address-missing' });
  });
});

describe('the forbidden words', () => {
  it.each(['Ketamine', 'your KAP course', 'a dose', 'dosing-4', 'the lozenge', 'psychotherapy', 'Therapist'])(
    '%s is one',
    (text) => {
      expect(forbiddenWord(text)).toBeDefined();
    },
  );

  it.each(['A reminder from Cedar Practice', 'kapok', 'role="presentation"', 'an appointment'])(
    '%s is not one',
    (text) => {
      expect(forbiddenWord(text)).toBeUndefined();
    },
  );
});

it('the preview shows every template', () => {
  expect(Object.keys(previewAll()).sort()).toEqual([...TEMPLATE_IDS].sort());
});
