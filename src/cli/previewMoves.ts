/** Previews, course by course, what a move to the installed version of a protocol would change. Changes nothing. */
import type { ProtocolPreview } from '../engine/previewProtocol';
import type { Instant } from '../time/instant';
import { costOf } from '../course/forecast/compare';
import { entryTitle, type ForecastEntry } from '../course/forecast/entry';
import { dollarRange } from '../course/money/prices';
import { upcomingCharges, readable } from '../rehearsal/print';
import type { InstalledCourse, Installation, Version } from './installation';
import { CommandError } from '../setup/commandError';

export type CoursePreview = { course: string } & (
  | ProtocolPreview
  /** The course did not answer. */
  | { problem: { code: string; sentence: string } }
);

export interface MovePreview {
  protocol: Version;
  /** The practice's time zone. */
  zone: string;
  courses: CoursePreview[];
}

/**
 * Previews each open course on another version, or only the given one.
 * @throws CommandError `protocol-unknown`, `course-unknown`, `course-closed`, `course-not-begun`,
 *   `course-elsewhere`, `version-same`; for one course also the reason why it did not answer
 */
export async function previewMoves(
  installation: Installation,
  protocol: string,
  course?: string,
): Promise<MovePreview> {
  const to = await installation.version(protocol);
  const zone = await installation.zone();
  if (course !== undefined) {
    movable(await installation.course(course), to);
    const preview = await installation.preview(course, to);
    if (preview.from.version !== to.version) return { protocol: to, zone, courses: [{ course, ...preview }] };
    throw new CommandError(
      'version-same',
      `Course ${course} is already on version ${to.version} of ${to.id}.`,
    );
  }
  const courses: CoursePreview[] = [];
  for (const each of await installation.openCourses(protocol)) {
    if (each.protocol?.version !== to.version) courses.push(await previewed(installation, each.id, to));
  }
  return { protocol: to, zone, courses };
}

function movable({ id, protocol, closed }: InstalledCourse, to: Version): void {
  const refuse = (code: string, sentence: string): never => {
    throw new CommandError(code, sentence);
  };
  if (closed !== undefined) refuse('course-closed', `Course ${id} has ended (${closed}).`);
  if (!protocol) return refuse('course-not-begun', `Course ${id} has not started yet.`);
  if (protocol.id !== to.id)
    refuse(
      'course-elsewhere',
      `Course ${id} follows ${protocol.id} and can only move to another version of it.`,
    );
}

/** One course that does not answer must not hide the others. */
async function previewed(installation: Installation, course: string, to: Version): Promise<CoursePreview> {
  try {
    return { course, ...(await installation.preview(course, to)) };
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return { course, problem: { code: error.code, sentence: error.message } };
  }
}

type Change = ProtocolPreview['changes'][number];

type When = (at: Instant | undefined) => string;

const money = (entry?: ForecastEntry): string => {
  const cost = costOf(entry);
  return cost ? ` ${dollarRange(cost)}` : '';
};
function named({ before, after }: Change): string {
  const entry = after ?? before;
  return entry ? `${entry.kind}  ${entryTitle(entry)}` : '';
}

const LISTS: readonly {
  title: string;
  of: (change: Change) => boolean;
  line: (change: Change, when: When) => string;
}[] = [
  {
    title: 'Added',
    of: ({ before }) => before === undefined,
    line: (change, when) => `${when(change.after?.at)}  ${named(change)}${money(change.after)}`,
  },
  {
    title: 'Removed',
    of: ({ after }) => after === undefined,
    line: (change, when) => `${when(change.before?.at)}  ${named(change)}${money(change.before)}`,
  },
  {
    title: 'Moved',
    of: ({ before, after }) => before !== undefined && after !== undefined && before.at !== after.at,
    line: (change, when) => `${when(change.before?.at)} → ${when(change.after?.at)}  ${named(change)}`,
  },
  {
    title: 'Price changed',
    of: ({ before, after }) => before !== undefined && after !== undefined && money(before) !== money(after),
    line: (change, when) =>
      `${when(change.after?.at)}  ${named(change)}${money(change.before)} →${money(change.after)}`,
  },
];

const listed = (title: string, lines: readonly string[]): string[] =>
  lines.length > 0 ? [`  ${title}:`, ...lines.map((each) => `    ${each}`)] : [];

function printedCourse(preview: CoursePreview, when: When): string[] {
  if ('problem' in preview) return [`Course ${preview.course} did not answer: ${preview.problem.sentence}`];
  const { course, from, to, differences, refused = [], before, after, changes } = preview;
  const forecast = ({ ends, ...money }: typeof before) => `ends ${when(ends)}. ${upcomingCharges(money)}`;
  return [
    `Course ${course}: from version ${from.version} to ${to.version}`,
    ...listed(
      'Differences',
      differences.map(({ sentence }) => sentence),
    ),
    ...listed(
      'It cannot move now',
      refused.map(({ code, sentence }) => `${code}: ${sentence}`),
    ),
    `  Forecast without the move: ${forecast(before)}`,
    `  Forecast with the move: ${forecast(after)}`,
    ...LISTS.flatMap(({ title, of, line }) =>
      listed(
        title,
        changes.filter(of).map((each) => line(each, when)),
      ),
    ),
  ];
}

/** Prints the preview for people, in the practice's time zone. */
export function printedMoves({ protocol: { id, version }, zone, courses }: MovePreview): string {
  const heading = `${id}, version ${version}: what a move would change (times in ${zone})`;
  const when: When = (at) => (at === undefined ? '' : readable(zone, at));
  if (courses.length === 0) return `${heading}\n\nEvery open course of ${id} is already on this version.`;
  return [
    heading,
    ...courses.flatMap((each) => ['', ...printedCourse(each, when)]),
    '',
    'Nothing has been changed. To move a course, the lead reports the signal protocolChanged for it:',
    `  POST /api/v1/courses/COURSE/signals/protocolChanged  {"protocol":{"id":"${id}","version":${version}}}`,
  ].join('\n');
}
