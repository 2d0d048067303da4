/** What of a course only those see who treat clients or lead: the same people who may read its timeline and measures. */
import type { Decision } from '../course/status/decisions';
import type { Facts } from '../course/status/facts';
import type { AskedTask } from '../course/status/status';
import type { Role } from '../vocabulary/roles';
import { WITHOUT_CLINICAL_DETAIL, type TaskKind } from '../vocabulary/tasks';
import {
  CLINICAL_TEMPLATES,
  NEUTRAL_TEMPLATE,
  type ShownTemplate,
  type TemplateId,
} from '../vocabulary/templates';
import type { Identity } from './http/context';
import { CLINICAL } from './roles';

/** Someone signed in has all of their roles, whichever the operation picked. A token has one. */
const rolesOf = ({ role, visitor }: Identity): Role[] => [role, ...(visitor?.signIn?.roles ?? [])];

const seesClinicalDetail = (who: Identity): boolean => rolesOf(who).some((each) => CLINICAL.includes(each));

/** Without results of questionnaires, and why the course is on hold, for others. */
export function factsFor(who: Identity, facts: Facts) {
  if (seesClinicalDetail(who)) return facts;
  const { measures: _measures, holds, ...others } = facts;
  return { ...others, holds: holds.map(({ reason: _reason, note: _note, ...hold }) => hold) };
}

/** Who may know what the client said that a task is about. */
export const hears = (who: Identity, task: { role: Role }): boolean =>
  seesClinicalDetail(who) || rolesOf(who).includes(task.role);

/** Without what the client said, for others than those it is for. */
export const tasksFor = (who: Identity, tasks: readonly AskedTask[]): AskedTask[] =>
  tasks.map(({ said, ...task }) => (said && hears(who, task) ? { ...task, said } : task));

/** Says what to do, for others without what a questionnaire says. `what`: the kind of a task, or the code of a gate. */
export const sentenceFor = (who: Identity, what: string, sentence: string): string =>
  seesClinicalDetail(who) ? sentence : (WITHOUT_CLINICAL_DETAIL[what as TaskKind] ?? sentence);

/** The same of what a course waits for. */
export const waitingFor = <T extends { what: string; sentence: string }>(who: Identity, one: T): T => ({
  ...one,
  sentence: sentenceFor(who, one.what, one.sentence),
});
/** Whether somebody may know that there is such a message. */
export const mayKnowOf = (who: Identity, template: string): boolean =>
  seesClinicalDetail(who) || !CLINICAL_TEMPLATES.includes(template);

interface Named {
  template: TemplateId;
  key: string;
  safety?: boolean;
}

/**
 * With a neutral name for others, if what a message is called says how the client is. `decides`: somebody has to decide about
 * it, so that its key stays: reports name it.
 */
export function namedFor<M extends Named>(
  who: Identity,
  message: M,
  decides = false,
): Omit<M, 'template'> & { template: ShownTemplate } {
  if (mayKnowOf(who, message.template)) return message;
  const { template, key } = message;
  return {
    ...message,
    ...('safety' in message && { safety: false }),
    key: decides ? key : key.replace(template, NEUTRAL_TEMPLATE),
    template: NEUTRAL_TEMPLATE,
  };
}

/** What the system will do, without messages that others may not know of. Each key begins with the template. */
export const comingUpFor = <C extends { kind: string; key: string }>(who: Identity, all: readonly C[]): C[] =>
  all.filter(({ kind, key }) => kind !== 'message' || mayKnowOf(who, key.split(':')[0] ?? ''));

/** The same of what staff will see next. */
export const consequencesFor = <C extends { kind: string; what: string }>(
  who: Identity,
  all: readonly C[],
): C[] => all.filter(({ kind, what }) => kind !== 'message' || mayKnowOf(who, what));

/** Without the reason of a hold, for others. */
export function decisionsFor(who: Identity, decisions: readonly Decision[]) {
  if (seesClinicalDetail(who)) return [...decisions];
  return decisions.map(({ hold, ...decision }) => {
    if (!hold) return decision;
    const { reason: _reason, ...others } = hold;
    return { ...decision, hold: others };
  });
}
