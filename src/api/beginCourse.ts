/** Starts a course for a client: one durable workflow. */
import { z } from 'zod';
import { CareTeam } from '../catalog/careTeam';
import type { Protocol } from '../catalog/protocol';
import type { Actor } from '../catalog/signals';
import type { Client } from '../store';
import type { Instant } from '../time/instant';
import { refuseStrangers } from './careTeam';
import type { ApiDeps } from './http/deps';
import { ApiError, invalid } from './http/errors';
import { missingPrices } from './missingPrices';
import { protocolsOf } from './protocols';

/** What is chosen when a course starts, as fields of a request. */
export const chosenCourse = {
  protocol: z.string().max(60).meta({ description: 'Id of a protocol.', example: 'my-practice' }),
  dosings: z.int().min(1).max(40).optional().meta({
    description: 'Dosing sessions planned for this client. Default: as many as the protocol plans.',
  }),
  careTeam: CareTeam.meta({
    id: 'NewCareTeam',
    description: 'Ids of the staff who look after the course, by role. Default: nobody is named.',
  }).optional(),
};

interface Chosen {
  protocol: string;
  dosings?: number | undefined;
  careTeam?: z.output<typeof CareTeam> | undefined;
}

interface Start {
  /** Of the course. A repeated attempt with the same id starts nothing twice. */
  id: string;
  client: Pick<Client, 'id' | 'zone'>;
  by: Actor;
  now: Instant;
}

/**
 * Checks what was chosen, before anything is stored, and returns what starts the course: it answers the protocol that the
 * course follows. @throws ApiError
 */
export async function checkedStart(deps: ApiDeps, { protocol: named, dosings, careTeam }: Chosen) {
  const { store, engine } = deps;
  const protocol = await protocolNamed(deps, named);
  refuseIncomplete(protocol);
  if (careTeam) await refuseStrangers(store, careTeam, 'careTeam');
  await practiceOf(deps);
  return async ({ id, client, by, now }: Start): Promise<{ id: string; version: number }> => {
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
        ...(dosings !== undefined && { dosings }),
        ...(careTeam && { careTeam }),
        by,
      });
    }
    return { id: protocol.id, version: protocol.version };
  };
}

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
