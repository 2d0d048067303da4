/** What is prescribed, shipped and counted. */
import { z } from 'zod';
import { Doses, DosesLeft, InstantText, SupplyRef } from '../shapes';
import { signal } from './signal';

export const supply = {
  prescriptionIssued: signal(['prescriber', 'partner'], 'The prescriber issued a prescription.', {
    doses: Doses,
    expires: InstantText.optional().meta({
      description: 'When it expires. Default: after the number of days set in the protocol.',
    }),
    replaces: z
      .literal(true)
      .optional()
      .meta({ description: 'It replaces a lost supply, by a new decision of the prescriber.' }),
  }),
  shipmentSent: signal(['prescriber', 'partner', 'frontDesk'], 'The pharmacy shipped a supply.', {
    doses: Doses,
  }),
  shipmentReceived: signal(['client', 'frontDesk'], 'The supply arrived.', {
    doses: Doses,
    supply: SupplyRef.optional().meta({
      description:
        'Which supply arrived, if an earlier one may still be on its way. Default: the expected one.',
    }),
  }),
  shipmentLost: signal(['client', 'frontDesk', 'partner', 'prescriber'], 'The supply was lost in transit.', {
    supply: SupplyRef.optional().meta({
      description: 'Which supply was lost, if more than one is on its way. Default: the only one.',
    }),
  }),
  dosesReconciled: signal(['frontDesk', 'client', 'prescriber'], 'The doses were counted.', {
    left: DosesLeft.meta({ description: 'Doses on hand, usable or quarantined.' }),
    lost: DosesLeft.default(0).meta({ description: 'Doses lost since the last count.' }),
    destroyed: DosesLeft.default(0).meta({ description: 'Doses destroyed since the last count.' }),
  }),
};
