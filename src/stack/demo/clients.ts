/** The invented clients of the demo practice: how far each has come, and what is going on with them now. */
import { scheduledSession } from '../../course/selectors/sessions';
import type { Course } from '../../course/state';
import type { SessionKind } from '../../vocabulary/sessionKinds';
import clients from './clients.json';
import type { Life } from './lives';

export interface DemoClient {
  name: string;
  /** IANA zone. */
  zone: string;
  /** Id of a protocol. */
  protocol: string;
  life: Life;
}

type Moment = Life['until'];

const booked =
  (kind: SessionKind, cyclesBefore = 0): Moment =>
  (course) =>
    course.cycles.length >= cyclesBefore && scheduledSession(course, kind) !== undefined;

const released =
  (cycle: number): Moment =>
  ({ cycles }) =>
    cycles[cycle - 1]?.releasedAt !== undefined;

const integrated =
  (cycle: number): Moment =>
  ({ cycles }) =>
    cycles[cycle - 1]?.integratedAt !== undefined;

const tookPlace = ({ sessions }: Course): number =>
  sessions.filter(({ status }) => status === 'completed').length;

/** Up to where each client has come, by the words of `clients.json`. */
const MOMENTS: Record<string, Moment> = {
  'the treatment consent is signed': ({ consents }) => consents.treatment !== undefined,
  'the referral was sent': ({ referral }) => referral?.sentAt !== undefined,
  'a preparation is booked': booked('preparation'),
  'two sessions took place': (course) => tookPlace(course) >= 2,
  'dosing 2 is booked': booked('dosing', 1),
  'dosing 3 is booked': booked('dosing', 2),
  'dosing 2 is over': released(2),
  'dosing 3 is over': released(3),
  'cycle 2 is complete': integrated(2),
  'cycle 3 is complete': integrated(3),
  'maintenance was decided': ({ review }) => review?.decision === 'maintenance',
  'the course is closed': ({ closed }) => closed !== undefined,
};

export const DEMO_CLIENTS: readonly DemoClient[] = clients.map(({ name, zone, protocol, until, ...life }) => {
  const moment = MOMENTS[until];
  if (!moment) throw new Error(`clients.json names an unknown moment: ${until}`);
  return { name, zone, protocol, life: { ...life, now: life.now as Life['now'], until: moment } };
});
