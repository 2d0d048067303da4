/** Activities for a course: some that do nothing, or with a real database and a mail server that accepts all. */
import { createActivities } from '../src/activities';
import { attemptTime } from '../src/activities/attempt';
import type { Activities } from '../src/activities/contract';
import { linksAt } from '../src/messages/links';
import { temporaryPostgres } from '../src/postgres';
import { openStore, type Store } from '../src/store';
import { timed } from './statistics';

/** Accepts every step without storing it, and sends nothing. */
export const noWorld: Pick<Activities, 'commit' | 'deliver' | 'refer' | 'bill'> = {
  commit: ({ events, refusals, consumed }) => Promise.resolve({ events, refusals, consumed }),
  deliver: () => Promise.resolve({ outcome: 'sent' }),
  refer: () => Promise.resolve(),
  bill: () => Promise.resolve({ invoice: 'INV-000001' }),
};

const contact = (name: string) => ({ email: `${name}@practice.example` });

export interface RealWorld {
  store: Store;
  activities: Activities;
  /** How long each commit took, in milliseconds. */
  commits: number[];
}

/** A fictional practice in a durable embedded database. */
export async function realWorld(): Promise<RealWorld> {
  const server = await temporaryPostgres({ durable: true });
  const store = openStore({ databaseUrl: server.url });
  await store.migrate();
  await store.practice.save({
    ...{ name: 'Cedar Practice', zone: 'America/Los_Angeles', closedDays: [] },
    ...{ senderName: 'Cedar', senderAddress: 'care@practice.example', callbackNumber: '+1 503 555 0100' },
    contacts: {
      ...{ therapist: contact('therapist'), prescriber: contact('prescriber'), lead: contact('lead') },
      ...{ frontDesk: contact('frontdesk'), biller: contact('biller'), partner: contact('partner') },
    },
  });
  const accepted = () => Promise.resolve({ outcome: 'accepted' as const, answer: '250 OK' });
  const transport = { connections: 4, send: accepted, close: () => undefined };
  const activities = createActivities({
    store,
    transport,
    links: linksAt('http://127.0.0.1:1'),
    now: attemptTime,
  });
  const commits: number[] = [];
  const commit: Activities['commit'] = async (request) => {
    let committed: ReturnType<Activities['commit']> | undefined;
    commits.push(await timed(() => (committed = activities.commit(request))));
    return committed ?? activities.commit(request);
  };
  const close = () => store.close().finally(() => server.stop());
  return { store: { ...store, close }, activities: { ...activities, commit }, commits };
}
