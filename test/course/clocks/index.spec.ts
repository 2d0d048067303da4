/**
 * Everything a course owes at its milestones, with time, key, facts and end, is in `obligations.txt` beside this file.
 * A rule that changes shows there in full. `THROUGHLINE_RECORD=owed npx jest test/course/clocks/index` writes it again,
 * to be read before it is kept.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { obligations } from '../../../src/course/clocks';
import type { Obligation } from '../../../src/course/clocks/obligation';
import { plusHours, type Instant, instant } from '../../../src/time/instant';
import type { Course } from '../../../src/course/state';
import { loadProtocol } from '../../../src/protocols/load';
import { courseAfter, started, type Milestone } from '../support/courses';
import { given, type Scene } from '../support/given';
import { booked, report } from '../support/signals';
import { onTheWall } from '../support/zoned';
import { plan } from '../../../src/course/forecast/plan';
import { simulateFrom } from '../../../src/course/forecast/simulate';

const FILE = path.resolve('test/course/clocks/obligations.txt');
const of = (protocol: string) => ({ protocol: loadProtocol(protocol) });

const after = (milestone: Milestone, ...signals: Parameters<Scene['when']>): Course =>
  given(courseAfter(milestone)).when(...signals).course;

const STATES: Record<string, () => Course> = {
  'at the start': () => started(),
  enrolled: () => courseAfter('enrolment'),
  'two preparation sessions done': () => courseAfter('preparation 2'),
  'referred after the third': () => courseAfter('preparation 3'),
  approved: () => courseAfter('approval'),
  prescribed: () => courseAfter('prescription'),
  'a dosing session booked': () => courseAfter('dosing booked 1'),
  'the dosing session ended': () => courseAfter('dosing ended 1'),
  'its integration booked too late': () =>
    after('dosing 1', booked('integration', plusHours(courseAfter('dosing 1').clock, 96))),
  'all cycles integrated': () => courseAfter('integration 8'),
  maintenance: () => courseAfter('maintenance'),
  'an adverse event': () => after('dosing booked 1', report('adverseEventReported', {})),
  declined: () => after('preparation 3', report('prescriberDecision', { decision: 'declined' })),
  withdrawn: () => after('dosing booked 1', report('clientWithdrew', {})),
  'withdrawn, a supply on its way': () =>
    after('prescription', report('shipmentSent', { doses: 2 }), report('clientWithdrew', {})),
  'withdrawn during a pause, after a no-show': () =>
    given(courseAfter('dosing booked 1'))
      .at('2027-02-15T11:00-08:00')
      .when(
        report('sessionNoShow', { session: 'dosing-1' }),
        report('coursePaused', { reason: 'traveling', reviewOn: '2027-04-01T10:00-07:00' }),
        report('clientWithdrew', {}),
      ).course,
  transferred: () =>
    after(
      'dosing booked 1',
      report('courseTransferred', { to: 'practice-2', recordsBy: '2027-02-20T12:00-08:00' }),
    ),
  'several integrations a cycle, prices by hand': () => courseAfter('dosing 1', of('mackenzie')),
  'preparation waits for the supply': () => courseAfter('approval', of('mackenzie')),
  'an infusion booked': () => courseAfter('dosing booked 1', of('welches-pazio')),
  'a review owed after more therapy': () =>
    after('integration 8', report('courseReviewed', { decision: 'moreTherapy' })),
  'a booster window missed': () => given(courseAfter('maintenance')).hours(24 * 70).course,
  'another party has not answered: silence': () => given(courseAfter('preparation 1')).hours(24 * 15).course,
  'instructions not issued': () => courseAfter('approval', of('healingmaps')),
  'instructions not read before a dosing session': () =>
    given(courseAfter('dosing booked 1', of('healingmaps'))).when(
      report('instructionsIssued', { instructions: 'instructions-1' }),
    ).course,
  'information asked for': () =>
    after('preparation 3', report('prescriberDecision', { decision: 'needsInformation' })),
  'the next dosing session to be booked': () => courseAfter('integration 3', of('mackenzie')),
  'a dosing session booked out of rhythm': () =>
    given(courseAfter('integration 3', of('mackenzie'))).when(
      booked('dosing', plusHours(courseAfter('integration 3', of('mackenzie')).clock, 24 * 20)),
    ).course,
  'an incident nobody has taken up, the course ended': () =>
    after('dosing booked 1', report('crisisFlagged', {}), report('clientWithdrew', {})),
  'an integration overridden': () =>
    after('dosing 1', report('gateOverridden', { gate: 'integration-owed', reason: 'away' })),
  'a dose review owed': () => courseAfter('integration 2'),
  'integration in the same visit': () => courseAfter('dosing ended 1', of('healing-cornerstone')),
};

function line(course: Course, owed: Obligation): string {
  const wall = (at: Instant) => onTheWall(course.client.zone, at);
  const begins = `${wall(owed.due)}  ${owed.kind} ${owed.key}`;
  if (owed.kind === 'task') {
    const { role, session, dueBy } = owed.task;
    return [begins, `for ${role}`, session && `about ${session}`, dueBy && `by ${wall(dueBy)}`]
      .filter((part) => part)
      .join(' ');
  }
  if (owed.kind !== 'message') return begins;
  const { safety, staleAt, facts } = owed.message;
  const known = Object.entries(facts as Record<string, string | number>).map(([name, value]) =>
    name === 'start' || name === 'by' ? `${name} ${wall(value as Instant)}` : `${name} ${value}`,
  );
  return [begins, safety && 'for safety', `until ${wall(staleAt)}`, ...known]
    .filter((part) => part)
    .join(', ');
}

const whole = (course: Course): string =>
  obligations(course)
    .filter(({ key }) => !(key in course.done))
    .map((owed) => line(course, owed))
    .sort()
    .join('\n');

const recorded = (): Map<string, string> =>
  new Map(
    readFileSync(FILE, 'utf8')
      .split(/^# /m)
      .slice(1)
      .map((section) => {
        const [name = '', ...lines] = section.trimEnd().split('\n');
        return [name, lines.join('\n')];
      }),
  );

if (process.env.THROUGHLINE_RECORD === 'owed') {
  const sections = Object.entries(STATES).map(([name, course]) => `# ${name}\n${whole(course())}\n`);
  writeFileSync(FILE, sections.join('\n'));
}

describe('all that is owed', () => {
  it('is recorded for each state', () => {
    expect([...recorded().keys()]).toEqual(Object.keys(STATES));
  });

  it.each(Object.entries(STATES))('%s', (name, course) => {
    expect(whole(course())).toBe(recorded().get(name));
  });
});

const END = instant('2028-12-31T00:00:00Z');

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.values(value).forEach(frozen);
  return Object.freeze(value);
}

describe('what a course owes', () => {
  it('is worked out once for each state', () => {
    const course = courseAfter('dosing 1');
    expect(obligations(course)).toBe(obligations(course));
    expect(obligations({ ...course, holds: [] })).not.toBe(obligations(course));
  });

  it('can be cached, because a state and its obligations never change', () => {
    const simulated = simulateFrom(started(), { next: plan }, END);
    const kept = (course: Parameters<typeof plan>[0]) => {
      frozen(obligations(course));
      return plan(frozen(course));
    };
    expect(simulateFrom(frozen(started()), { next: kept }, END)).toEqual(simulated);
    expect(simulated.course.closed).toBeDefined();
  });
});

describe('a message that comes late', () => {
  const booking = () =>
    given(courseAfter('enrolment'))
      .at('2027-01-04T12:00-08:00')
      .when(booked('preparation', '2027-01-08T14:00-08:00'));

  it('is dropped when the session it reminds of has begun', () => {
    const woken = booking().wakingAt('2027-01-08T14:01-08:00').hours(0);
    expect(woken.all('messageDropped').map(({ template, reason }) => [template, reason])).toEqual([
      ['sessionReminder', 'stale'],
      ['sessionReminder', 'stale'],
    ]);
    woken.thenNoMessages('sessionReminder');
  });

  it('is still sent up to the beginning', () => {
    booking()
      .wakingAt('2027-01-08T14:00-08:00')
      .hours(0)
      .thenMessages('sessionReminder', '2027-01-07 14:00', '2027-01-08 12:00');
  });

  it('is dropped two days after it was due, for any template', () => {
    given(courseAfter('enrolment'))
      .wakingAt('2027-01-20T09:01-08:00')
      .hours(0)
      .thenDropped('reachOut', 'stale');
    given(courseAfter('enrolment'))
      .wakingAt('2027-01-20T09:00-08:00')
      .hours(0)
      .thenMessages('reachOut', '2027-01-18 09:00');
  });
});
