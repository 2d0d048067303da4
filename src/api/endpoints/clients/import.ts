import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { InstantText } from '../../../catalog/shapes';
import type { Actor } from '../../../catalog/signals';
import type { Session } from '../../../course/state';
import { status } from '../../../course/status/status';
import { settle } from '../../../course/step';
import type { Repositories } from '../../../store';
import type { Instant } from '../../../time/instant';
import type { ApiDeps } from '../../http/deps';
import { endpoint } from '../../http/endpoint';
import { ApiError, invalid } from '../../http/errors';
import { planImport, type PlannedClient, type PlannedCourse } from '../../imports/plan';
import type { FileProblem } from '../../imports/table';
import { ifStillAllowed } from '../../http/stillAllowed';
import { MANAGERS } from '../../roles';
import { At, Count, PhaseOut, Uuid } from '../../schemas';
import { reachedBy, similar, SimilarClients } from './client';

const ImportedCourse = z
  .object({
    id: Uuid,
    known: z.boolean().meta({ description: 'It is here already; its history is not read again.' }),
    phase: PhaseOut,
    reports: Count.meta({ description: 'How many events its history has.' }),
    held: Count.meta({ description: 'How many sessions took place.' }),
    booked: Count.meta({ description: 'How many sessions are booked.' }),
    tasks: Count.meta({ description: 'How many tasks open at once.' }),
  })
  .meta({ id: 'ImportedCourse', description: 'A course that began before, as it stands after its history.' });

const ImportedClient = z
  .object({
    line: Count.meta({ description: 'In the file of the clients; the header is line 1.' }),
    id: Uuid,
    name: z.string(),
    known: z
      .boolean()
      .meta({ description: 'They are here already, from an earlier import of the same line.' }),
    warnings: SimilarClients,
    course: ImportedCourse.optional(),
  })
  .meta({ id: 'ImportedClient', description: 'A client of an import.' });

const Problem = z
  .object({
    file: z.enum(['clients', 'history']),
    line: Count.meta({ description: 'The header is line 1.' }),
    column: z.string().optional(),
    message: z.string(),
  })
  .meta({ id: 'ImportProblem', description: 'What is wrong in a file of an import, and where.' });

const LONGEST = 90_000;

export const importClients = endpoint({
  id: 'importClients',
  method: 'post',
  path: '/api/v1/clients/import',
  tag: 'Clients',
  summary: 'Bring along clients, and courses that began before.',
  description:
    'Takes two tables as CSV. `clients` has the columns client and name, and may have email, phone, zone, protocol, began, ' +
    'dosings, balance, therapist, prescriber, frontdesk, biller and lead. Where protocol and began are filled in, a course ' +
    'starts in the past. `history` has the columns client, when and what, and may have minutes and details: sessions that ' +
    'took place or are booked, and reports such as consentSigned. Both are checked as a whole, with every mistake by line, ' +
    'before anything is done. Nothing is sent about the past. The same tables can be sent again: what is here already stays ' +
    'as it is.',
  roles: MANAGERS,
  problems: ['practice-not-set-up', 'temporal-unavailable'],
  body: z
    .strictObject({
      clients: z.string().min(1).max(LONGEST).meta({ description: 'The table of the clients, as CSV.' }),
      history: z
        .string()
        .max(LONGEST)
        .optional()
        .meta({ description: 'What happened in their courses, as CSV.' }),
      checkedAt: InstantText.optional().meta({
        description:
          'When they were checked, by the answer of the check. A session between then and now is asked about.',
      }),
      check: z.boolean().default(false).meta({ description: 'Only check, and say what would be done.' }),
    })
    .meta({ id: 'ClientImport' }),
  response: z
    .object({
      done: z.boolean().meta({ description: 'False if it was only checked.' }),
      problems: z.array(Problem).meta({ description: 'Empty if it was done.' }),
      at: At.meta({ description: 'What is later is booked, what is earlier took place.' }),
      clients: z.array(ImportedClient),
    })
    .meta({ id: 'ClientsImported' }),
  handler: async ({ body, deps, who, now }) => {
    const practice = await deps.store.practice.getSettled();
    if (!practice) throw new ApiError('practice-not-set-up', 'Set up the practice first.');
    const { clients, problems } = await planImport(deps, practice, body, { staffId: who.staffId, now });
    const answer = { at: now, clients: clients.map((each) => shown(each, now)) };
    if (body.check) return { done: false, problems, ...answer };
    if (problems.length > 0) throw invalid(problems.map(asField));
    const by = { role: who.role, id: who.staffId };
    await ifStillAllowed(deps.store, who, async (all) => {
      for (const each of clients) await register(all, each, now);
      await all.audit.append({
        ...{ stream: 'clients', at: now, kind: 'clients-imported', by },
        detail: { clients: clients.map(({ id }) => id) },
      });
    });
    for (const each of clients) await begin(deps, each, by);
    return { done: true, problems: [], ...answer };
  },
});

const asField = ({ file, line, column, message }: FileProblem) => ({
  field: [file, line, column].filter((part) => part !== undefined).join('.'),
  message,
});

function shown({ line, id, client, known, resembles, course }: PlannedClient, now: Instant) {
  return {
    ...{ line, id, name: client.name, known, warnings: similar(resembles) },
    ...(course && { course: standing(course, now) }),
  };
}

/** As it stands once what is to be done now has been opened. */
function standing({ id, known, history }: PlannedCourse, now: Instant) {
  const { course } = settle(history.course, now);
  const { phase, tasks } = status(course, now);
  const many = (status: Session['status']) => course.sessions.filter((each) => each.status === status).length;
  return {
    ...{ id, known, phase, reports: history.events.length, tasks: tasks.length },
    ...{ held: many('completed'), booked: many('scheduled') },
  };
}

/** Both parts can be repeated, so an import that was interrupted is completed by sending it again. */
async function register(
  { clients, courses }: Pick<Repositories, 'clients' | 'courses'>,
  { id, client, known, course }: PlannedClient,
  now: Instant,
): Promise<void> {
  const unsubscribeToken = randomBytes(24).toString('base64url');
  if (!known) await clients.add({ id, ...reachedBy(client), createdAt: now, unsubscribeToken });
  if (!course) return;
  const { id: protocol, version: protocolVersion } = course.of;
  await courses.register({ id: course.id, client: id, protocol, protocolVersion, startedAt: course.began });
}

async function begin({ engine }: ApiDeps, { client, course }: PlannedClient, by: Actor): Promise<void> {
  if (!course || course.known) return;
  const { id, of: protocol, began, dosings, careTeam, reports, history } = course;
  const { practice, takenOverAt = began } = history.course;
  await engine.start({
    ...{ course: id, protocol, practice, client: { zone: client.zone } },
    ...(dosings !== undefined && { dosings }),
    ...(careTeam && { careTeam }),
    ...{ by, earlier: { began, reports, takenOverAt } },
  });
}
