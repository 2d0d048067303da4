/** All activities of a worker, made from what they depend on. */
import type { Instant } from '../time/instant';
import type { Links } from '../messages/links';
import type { MailTransport } from '../messages/transport';
import type { ProtocolLibrary } from '../protocols/load';
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
  /** Default: those shipped. */
  protocols?: ProtocolLibrary;
}

export const createActivities = (world: World): Activities => ({
  ...courseActivities(world),
  ...mailActivities(world),
});

/** What needs the database only. */
export const courseActivities = (world: World): Omit<Activities, 'deliver' | 'refer'> => ({
  commit: commitActivity(world),
  admit: admitActivity(world),
  bill: billActivity(world),
});

/** What holds a conversation with the mail server: on a queue of its own. */
export const mailActivities = (world: World): Pick<Activities, 'deliver' | 'refer'> => ({
  deliver: deliverActivity(world),
  refer: referActivity(world),
});
