/** Prescriptions and shipments. The arithmetic is in patches/supplies.ts. */
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
  shipmentSent: supplies.applySent,
  shipmentReceived: supplies.applyReceived,
  shipmentLost: supplies.applyLost,
  dosesReconciled: supplies.applyReconciled,
} satisfies Partial<Rows>;
