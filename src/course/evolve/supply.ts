/** The way of a supply; its arithmetic is in supplies.ts. */
import { plusCivilDays } from '../../time/civil';
import * as supplies from '../patches/supplies';
import type { Rows } from '../patches/patch';

export const supply = {
  prescriptionIssued: (course, { doses, expires, at }) => ({
    prescriptions: [
      ...course.prescriptions,
      {
        doses,
        issuedAt: at,
        expires:
          expires ?? plusCivilDays(course.practice.zone, at, course.protocol.supply.prescriptionValidDays),
      },
    ],
  }),
  shipmentSent: supplies.sent,
  shipmentReceived: supplies.received,
  shipmentLost: supplies.lost,
  dosesReconciled: supplies.counted,
} satisfies Partial<Rows>;
