/** The protocols that a course can start with or move to: those in files, and those that were saved. */
import { shippedProtocols, type ProtocolLibrary } from '../protocols/load';
import type { ApiDeps } from './http/deps';

export const protocolsOf = ({
  store,
  protocols = shippedProtocols,
}: Pick<ApiDeps, 'store' | 'protocols'>): Promise<ProtocolLibrary> => store.protocols.beside(protocols);
