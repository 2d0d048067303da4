/** The invented clients of the demo practice: how far each has come, and what is going on with them now. */
import { scheduledSession } from '../../course/selectors/sessions';
import type { Course } from '../../course/state';
import type { SessionKind } from '../../vocabulary/sessionKinds';
import type { Life } from './lives';

export interface DemoClient {
  name: string;
  zone: string;
  protocol: string;
  life: Life;
}

const PACIFIC = 'America/Los_Angeles';

const booked =
  (kind: SessionKind) =>
  (course: Course): boolean =>
    scheduledSession(course, kind) !== undefined;

const cycleOver =
  (number: number) =>
  (course: Course): boolean =>
    course.cycles[number - 1]?.integratedAt !== undefined;

const released =
  (number: number) =>
  (course: Course): boolean =>
    course.cycles[number - 1]?.releasedAt !== undefined;

/** In the second cycle or later. */
const dosingBookedAfter =
  (cycles: number) =>
  (course: Course): boolean =>
    course.cycles.length >= cycles && scheduledSession(course, 'dosing') !== undefined;

export const DEMO_CLIENTS: readonly DemoClient[] = [
  {
    name: 'Morgan Mockup',
    zone: PACIFIC,
    protocol: 'calm',
    life: { until: dosingBookedAfter(2), daysAgo: 4, now: 'dosing-ready', inHours: 1 },
  },
  {
    name: 'Sam Sample',
    zone: 'America/Denver',
    protocol: 'calm',
    life: { until: dosingBookedAfter(1), daysAgo: 4, now: 'session-moved', inHours: 3 },
  },
  {
    name: 'Jo Testcase',
    zone: PACIFIC,
    protocol: 'healing-cornerstone',
    life: { until: booked('preparation'), daysAgo: 3, now: 'session-moved', inHours: 2 },
  },
  { name: 'Kim Demo', zone: PACIFIC, protocol: 'calm', life: { until: released(3), daysAgo: 1 } },
  {
    name: 'Pat Placeholder',
    zone: 'America/New_York',
    protocol: 'calm',
    life: { until: released(2), daysAgo: 5 },
  },
  {
    name: 'Lee Fixture',
    zone: PACIFIC,
    protocol: 'calm',
    life: {
      until: (course) => course.sessions.filter(({ status }) => status === 'completed').length >= 2,
      daysAgo: 16,
    },
  },
  {
    name: 'Alex Invented',
    zone: 'America/Chicago',
    protocol: 'welches-pazio',
    life: { until: cycleOver(2), daysAgo: 3, now: 'on-hold' },
  },
  {
    name: 'Casey Notreal',
    zone: PACIFIC,
    protocol: 'healingmaps',
    life: { until: (course) => course.referral?.sentAt !== undefined, daysAgo: 6 },
  },
  {
    name: 'Drew Imagined',
    zone: PACIFIC,
    protocol: 'welches-pazio',
    life: { until: (course) => course.consents.treatment !== undefined, daysAgo: 2 },
  },
  {
    name: 'Ellis Madeup',
    zone: 'America/Phoenix',
    protocol: 'calm',
    life: { until: (course) => course.cycles.length === 2 && cycleOver(2)(course), daysAgo: 2 },
  },
  {
    name: 'Frankie Pretend',
    zone: PACIFIC,
    protocol: 'healing-cornerstone',
    life: { until: (course) => course.review?.decision === 'maintenance', daysAgo: 20 },
  },
  {
    name: 'Gray Fictional',
    zone: PACIFIC,
    protocol: 'healingmaps',
    life: { until: cycleOver(3), daysAgo: 1, now: 'mail-failed' },
  },
  {
    name: 'Harper Nobody',
    zone: PACIFIC,
    protocol: 'calm',
    life: { until: (course) => course.closed !== undefined, daysAgo: 9 },
  },
];
