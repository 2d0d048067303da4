import { z } from 'zod';
import { CareTeam } from '../../../catalog/careTeam';
import type { Protocol } from '../../../catalog/protocol';
import type { ApiDeps } from '../../http/deps';
import { endpoint } from '../../http/endpoint';
import { ApiError, invalid } from '../../http/errors';
import { missingPrices } from '../../missingPrices';
import { refuseStrangers } from '../../careTeam';
import { protocolsOf } from '../../protocols';
import { INTAKE } from '../../roles';
import { secondCourses } from '../../otherCourses';
import { ProtocolRef, Uuid, WarningOut } from '../../schemas';

export const startCourse = endpoint({
  id: 'startCourse',
  method: 'post',
  path: '/api/v1/courses',
  tag: 'Courses',
  summary: 'Start a course for a client.',
  description:
    'Starts one durable workflow. The course keeps its version of the protocol unless it is moved to another one.',
  roles: INTAKE,
  success: 'created',
  // What an earlier release stored has no warnings.
  repeat: (body) => ({ warnings: [], ...(body as object) }),
  problems: ['practice-not-set-up', 'temporal-unavailable', 'protocol-incomplete'],
  body: z
    .strictObject({
      client: Uuid.meta({ description: 'Id of the client.' }),
      protocol: z.string().max(60).meta({ description: 'Id of a protocol.', example: 'my-practice' }),
      dosings: z.int().min(1).max(40).optional().meta({
        description: 'Dosing sessions planned for this client. Default: as many as the protocol plans.',
      }),
      careTeam: CareTeam.meta({
        id: 'NewCareTeam',
        description: 'Ids of the staff who look after the course, by role. Default: nobody is named.',
      }).optional(),
    })
    .meta({ id: 'NewCourse' }),
  response: z
    .object({
      id: Uuid,
      client: Uuid,
      protocol: ProtocolRef,
      href: z.string().meta({ example: '/api/v1/courses/3f2b8a52-6a3e-4d3c-9a57-0e1d7c3b9f11' }),
      warnings: z
        .array(WarningOut)
        .meta({ description: 'What to look at: other open courses of the client.' }),
    })
    .meta({ id: 'CourseStarted' }),
  handler: async ({ body, deps, who, derivedId: id, now }) => {
    const { store, engine } = deps;
    const protocol = await protocolNamed(deps, body.protocol);
    refuseIncomplete(protocol);
    const client = await store.clients.find(body.client);
    if (!client) throw invalid([{ field: 'client', message: 'must be the id of a client' }]);
    if (body.careTeam) await refuseStrangers(store, body.careTeam, 'careTeam');
    await practiceOf(deps);
    await store.courses.register({
      ...{ id, client: client.id, startedAt: now },
      ...{ protocol: protocol.id, protocolVersion: protocol.version },
    });
    // A repeated attempt may find the course running already: then nothing is started.
    const begun = ((await store.courses.find(id))?.revision ?? 0) > 0;
    if (!begun) {
      // Read after the course is registered: later changes are broadcast to it.
      const practice = await practiceOf(deps);
      const { zone } = (await store.clients.findSettled(client.id)) ?? client;
      await engine.start({
        ...{ course: id, protocol, practice, client: { zone } },
        ...(body.dosings !== undefined && { dosings: body.dosings }),
        ...(body.careTeam && { careTeam: body.careTeam }),
        by: { role: who.role, id: who.staffId },
      });
    }
    const { id: name, version } = protocol;
    const warnings = await secondCourses(store, client.id, id);
    return {
      ...{ id, client: client.id, protocol: { id: name, version }, href: `/api/v1/courses/${id}` },
      warnings,
    };
  },
});

async function protocolNamed(deps: ApiDeps, id: string): Promise<Protocol> {
  const protocols = await protocolsOf(deps);
  try {
    return protocols.load(id);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'protocol-unknown') {
      throw invalid([{ field: 'protocol', message: 'must be the id of a protocol; see /api/v1/protocols' }]);
    }
    throw error;
  }
}

function refuseIncomplete(protocol: Protocol): void {
  const errors = missingPrices(protocol);
  if (errors.length > 0) {
    const sentence = 'Enter the missing prices in this protocol before starting a course with it.';
    throw new ApiError('protocol-incomplete', sentence, { errors });
  }
}

async function practiceOf({ store }: ApiDeps) {
  const practice = await store.practice.getSettled();
  if (!practice) throw new ApiError('practice-not-set-up', 'Set up the practice first.');
  return { zone: practice.zone, closedDays: practice.closedDays };
}
