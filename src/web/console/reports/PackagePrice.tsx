import { dollars } from '../../kit/words';
import type { PackageOffer } from './packages';

/** What recording a package charges the client, before it does. */
export function PackagePrice({
  offers,
  code,
}: {
  offers: readonly PackageOffer[] | undefined;
  code: unknown;
}) {
  const offer = offers?.find((each) => each.code === code);
  if (!offer) return null;
  return (
    <p className="note" role="status">
      This charges the client {dollars(offer.cents)} now, for {offer.infusions} infusions
      {offer.includesConsult && ' and the consult. A consult that was charged before is credited'}.
    </p>
  );
}
