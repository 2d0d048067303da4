/** All activities of a worker, made from what they depend on. */
import type { Instant } from '../course/instant';
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
  /** Default: those shipped. */
  protocols?: ProtocolLibrary;
}

export function createActivities(world: World): Activities {
  return {
    commit: commitActivity(world),
    admit: admitActivity(world),
    deliver: deliverActivity(world),
    refer: referActivity(world),
    bill: billActivity(world),
  };
}
