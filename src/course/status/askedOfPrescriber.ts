/** What the prescriber can decide or report now: what a page for one without an account asks. Derived, never stored. */
import type { Route } from '../../catalog/shapes';
import type { SignalName } from '../../catalog/signals';
import { plusCivilDays } from '../../time/civil';
import type { Instant } from '../../time/instant';
import type { PrescriberPurpose } from '../../vocabulary/pages';
import { PRESCRIBER_ASKED } from '../../vocabulary/prescriberAsked';
import type { Reason } from '../../vocabulary/reasons';
import { impossible } from '../decide';
import { approvalBarred } from '../decide/approval';
import { routesListed } from '../selectors/route';
import { followUpDueBy, followUpWanted } from '../selectors/screening';
import { lossDecisionOwed, pendingPrescription } from '../selectors/supply';
import type { Course, Task } from '../state';
import { decisions } from './decisions';

export interface PrescriberAsked {
  kind: PrescriberPurpose;
  /** Since when. With the kind, it tells one question from the next of its kind. */
  since: Instant;
  dueBy?: Instant;
  /** The reports that answer it and are possible now, the likeliest first. */
  signals: SignalName[];
  /** Of a referral: the prescriber asked for information, and it has not been sent. */
  informationAsked?: true;
  /** The routes to choose from, where the protocol lists several, and whether none is ordered yet. */
  routes?: { listed: Route[]; owed: boolean };
  /** What must come before an approval. */
  barred?: Reason[];
  /** A prescription would replace a lost supply. */
  replaces?: true;
}

type Owed = Pick<PrescriberAsked, 'since' | 'dueBy' | 'informationAsked' | 'replaces'> & {
  /** Of the answers, these make sense now. */
  only?: readonly SignalName[];
};
type Rule = (course: Course, now: Instant) => Owed | undefined;

const taskOf = ({ tasks }: Course, kind: PrescriberPurpose): Task | undefined => {
  const asking: readonly Task['kind'][] = PRESCRIBER_ASKED[kind].tasks;
  return Object.values(tasks).find((task) => asking.includes(task.kind));
};

const byTask = (course: Course, kind: PrescriberPurpose): Owed | undefined => {
  const task = taskOf(course, kind);
  return task && { since: task.openedAt, ...(task.dueBy && { dueBy: task.dueBy }) };
};

const decisionOf = (course: Course, kind: 'referral' | 'doseReview'): Owed | undefined => {
  const found = decisions(course).find((each) => each.kind === kind);
  return found && { since: found.since };
};

const referral: Rule = (course) => {
  const { answer, answeredAt } = course.referral ?? {};
  if (answer === 'needsInformation' && answeredAt && !course.approval)
    return { since: answeredAt, informationAsked: true };
  return decisionOf(course, 'referral');
};

/** From the first notice to the client on, or once a task asks for it. */
const followUp: Rule = (course, now) => {
  const { evaluatedAt, client, protocol } = course;
  const dueBy = followUpDueBy(course);
  if (!dueBy || !evaluatedAt || !followUpWanted(course)) return byTask(course, 'followUp');
  const days = Math.max(0, ...protocol.clocks.followUpNoticeDays);
  const opens = plusCivilDays(client.zone, evaluatedAt, protocol.followUp.everyDays - days);
  return now >= opens || taskOf(course, 'followUp') ? { since: evaluatedAt, dueBy } : undefined;
};

const prescription: Rule = (course) => {
  const owed = byTask(course, 'prescription');
  return owed && { ...owed, ...(lossDecisionOwed(course) && { replaces: true }) };
};

const shipment: Rule = (course) => {
  const supply = pendingPrescription(course);
  if (!supply) return undefined;
  const { sentAt, issuedAt } = supply;
  return sentAt ? { since: sentAt, only: ['shipmentLost'] } : { since: issuedAt, only: ['shipmentSent'] };
};

const RULES: Readonly<Record<PrescriberPurpose, Rule>> = {
  referral,
  doseReview: (course) => decisionOf(course, 'doseReview'),
  approval: (course) => byTask(course, 'approval'),
  followUp,
  prescription,
  shipment,
};

function routesOf(course: Course): Pick<PrescriberAsked, 'routes'> {
  const listed = routesListed(course);
  return listed.length > 1 ? { routes: { listed: [...listed], owed: course.route === undefined } } : {};
}

/** Nothing of it if the course would refuse every answer. Pure. */
export const askedOfPrescriber = (course: Course, now: Instant): PrescriberAsked[] =>
  (Object.keys(RULES) as PrescriberPurpose[]).flatMap((kind) => {
    const owed = RULES[kind](course, now);
    if (!owed) return [];
    const { only = PRESCRIBER_ASKED[kind].signals, ...rest } = owed;
    const signals = only.filter((name) => impossible(course, name, now).length === 0);
    if (signals.length === 0) return [];
    const barred = signals.includes('prescriberDecision') ? approvalBarred(course) : [];
    return [{ kind, ...rest, signals, ...routesOf(course), ...(barred.length > 0 && { barred }) }];
  });
