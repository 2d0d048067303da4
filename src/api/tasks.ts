/** Tasks as the API gives them: what to do, who can complete it by hand, and what that confirms. */
import { telephoneUri } from '../catalog/contact';
import { criteriaOf } from '../course/selectors/therapistsWord';
import type { ProtocolLibrary } from '../protocols/load';
import type { Pinned, TaskRow } from '../store';
import { asksForCall, taskSentence } from '../vocabulary/calls';
import type { StaffRole } from '../vocabulary/roles';
import { completedBy, isTherapistsWord, type TaskKind } from '../vocabulary/tasks';
import { sentenceFor } from './clinicalDetail';
import type { Identity } from './http/context';
import type { ApiDeps } from './http/deps';
import { protocolsOf } from './protocols';

/** Adds to a task the sentence that says what to do, who can complete it, and the client's number where it asks for a call. */
export const taskOut = <T extends { kind: TaskKind; key: string; role: StaffRole }>(
  who: Identity,
  task: T,
  phone: string | undefined,
) => ({
  ...task,
  sentence: sentenceFor(who, task.kind, taskSentence(task)),
  completedBy: completedBy(task),
  ...(phone !== undefined && asksForCall(task) && { call: { phone, link: telephoneUri(phone) } }),
});

/** Tasks as they are in the database. Their criteria are in the protocol that the course follows. */
export async function storedTasksOut<T extends TaskRow>(
  deps: Pick<ApiDeps, 'store' | 'protocols'>,
  who: Identity,
  tasks: readonly (T & Pinned & { phone?: string | undefined })[],
) {
  const asks = tasks.some(({ kind }) => isTherapistsWord(kind));
  const library = asks ? await protocolsOf(deps) : undefined;
  return tasks.map(({ protocol, protocolVersion, phone, ...task }) => {
    const criteria = library ? criteriaIn(library, task.kind, { protocol, protocolVersion }) : [];
    return { ...taskOut(who, task, phone), ...(criteria.length > 0 && { criteria }) };
  });
}

/** None if the installation no longer has that version: then only the course itself knows them. */
function criteriaIn(library: ProtocolLibrary, kind: TaskKind, { protocol, protocolVersion }: Pinned) {
  if (!isTherapistsWord(kind) || protocol === undefined || protocolVersion === undefined) return [];
  const known = library.ids().includes(protocol) && library.versions(protocol).includes(protocolVersion);
  return known ? criteriaOf({ protocol: library.load(protocol, protocolVersion) }, kind) : [];
}
