/** Creates all activities of a worker from their dependencies. */
import type { Instant } from '../time/instant';
import type { Links } from '../messages/links';
import type { MailTransport } from '../messages/transport';
import { shippedProtocols, type ProtocolLibrary } from '../protocols/load';
import type { Store } from '../store';
import { admitActivity } from './admit';
import { billActivity } from './bill';
import { commitActivity } from './commit';
import type { Activities } from './contract';
import { deliverActivity } from './deliver';
import { referActivity } from './refer';

export interface World {
  store: Store;
  transport: MailTransport;
  links: Links;
  /** See `DeliverDependencies`. */
  now: () => Instant;
  /** See `DeliverDependencies`. */
  stopped?: AbortSignal;
  /** The protocols in files. Default: those shipped with Throughline. */
  protocols?: ProtocolLibrary;
}

export const createActivities = (world: World): Activities => ({
  ...courseActivities(world),
  ...mailActivities(world),
});

/** Activities that only need the database. */
export const courseActivities = (world: World): Omit<Activities, 'deliver' | 'refer'> => ({
  commit: commitActivity(world),
  admit: admitActivity(() => world.store.protocols.beside(world.protocols ?? shippedProtocols)),
  bill: billActivity(world),
});

/** Activities that talk to the mail server. They run on a separate queue. */
export const mailActivities = (world: World): Pick<Activities, 'deliver' | 'refer'> => ({
  deliver: deliverActivity(world),
  refer: referActivity(world),
});
