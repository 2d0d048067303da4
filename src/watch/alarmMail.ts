/** The mail about courses that do not respond. It names courses only: no client, nothing clinical. */
import type { Instant } from '../time/instant';
import { toMs } from '../time/instant';
import type { Mail } from '../messages/compose';
import { courseReference, messageIdOf } from '../messages/identity';
import { htmlOf } from '../messages/layout';
import type { Links } from '../messages/links';
import { textOf, type Content } from '../messages/render';
import { readableTime, timeInText } from '../messages/clientTime';
import type { Audience, Practice, StuckCourse } from '../store';

export interface Alarm {
  audience: Audience;
  stuck: readonly [StuckCourse, ...StuckCourse[]];
  practice: Practice;
  to: readonly string[];
  links: Links;
  at: Instant;
}

const MAX_LISTED = 20;

const WORDS = {
  'tasks-failing': 'its workflow tasks fail',
  'workflow-missing': 'it has no workflow',
} as const;

function body({ audience, stuck, practice }: Alarm, what: string): string[] {
  const one = stuck.length === 1;
  const since = timeInText(readableTime(practice.zone, stuck[0].since));
  const named = stuck
    .slice(0, MAX_LISTED)
    .map(({ courseId, why }) =>
      audience === 'lead' ? courseReference(courseId) : `${courseId} (${WORDS[why]})`,
    );
  const more = stuck.length > named.length ? [`and ${stuck.length - named.length} more`] : [];
  const list = [...named, ...more].join(', ');
  return audience === 'lead'
    ? [
        `${what}. ${one ? 'It' : 'The first one'} stopped on ${since}.`,
        'A course that does not respond accepts no reports and sends no reminders. Write down what happens and call ' +
          'anyone who must know. Report it later. Nothing that was reported before is lost.',
        'An engineer must repair this. The engineers on your staff got this e-mail too. If you have no engineer, call ' +
          'the company that runs this system for you.',
        one
          ? `To find it without the link, search the console for ${list}.`
          : `To find each, search the console for its reference: ${list}.`,
      ]
    : [
        `${what}. ${one ? 'It' : 'The first one'} stopped on ${since}.`,
        `${one ? 'The course' : 'Courses'}: ${list}.`,
        'To list them: npm run course -- list. To repair one: npm run course -- repair ID. What to check first ' +
          'is in docs/operating.md, “A course is stuck”.',
      ];
}

export function alarmMail(alarm: Alarm): Mail {
  const { audience, stuck, practice, to, links, at } = alarm;
  const [first] = stuck;
  const what = stuck.length === 1 ? '1 course does not respond' : `${stuck.length} courses do not respond`;
  const content: Content = {
    subject: `${what}: action needed`,
    practice: practice.senderName,
    phone: practice.callbackNumber,
    paragraphs: body(alarm, what),
    link: {
      label: stuck.length === 1 ? 'Open the course' : 'Open the first of them',
      href: links.course(first.courseId),
    },
  };
  return {
    messageId: messageIdOf('watch', `${audience}:${at}`, practice.senderAddress),
    date: new Date(toMs(at)),
    from: { name: practice.senderName, address: practice.senderAddress },
    to: [...to],
    subject: content.subject,
    text: textOf(content),
    html: htmlOf(content),
    headers: { 'Auto-Submitted': 'auto-generated', Importance: 'high' },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
