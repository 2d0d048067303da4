/** The protocols that a course can start with or move to: those in files, and those that were saved. */
import { shippedProtocols, type ProtocolLibrary } from '../protocols/load';
import type { ApiDeps } from './http/deps';
import { invalid } from './http/errors';

export const protocolsOf = ({
  store,
  protocols = shippedProtocols,
}: Pick<ApiDeps, 'store' | 'protocols'>): Promise<ProtocolLibrary> => store.protocols.beside(protocols);

/** @throws ApiError `request-invalid` if one of the ids is not of this installation. */
export async function onlyKnownProtocols(
  deps: Pick<ApiDeps, 'store' | 'protocols'>,
  ids: readonly string[] | null | undefined,
  field: string,
): Promise<void> {
  if (!ids) return;
  const known = new Set((await protocolsOf(deps)).ids());
  if (ids.some((id) => !known.has(id)))
    throw invalid([{ field, message: 'must be protocols of this installation' }]);
}
