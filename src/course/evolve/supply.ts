/** Prescriptions and shipments. The arithmetic is in patches/supplies.ts. */
import { endOfDay } from '../../time/civil';
import type { Instant } from '../../time/instant';
import type { Course } from '../state';
import { lawfulUntil } from '../selectors/supply';
import * as supplies from '../patches/supplies';
import type { Rows } from '../patches/patch';

/** The end of the protocol’s last day, or of the law’s if that is sooner. */
function defaultExpiry(course: Course, issuedAt: Instant): Instant {
  const stated = endOfDay(course.practice.zone, issuedAt, course.protocol.supply.prescriptionValidDays);
  const lawful = lawfulUntil(course, issuedAt);
  return stated < lawful ? stated : lawful;
}

export const supply = {
  prescriptionIssued: (course, { doses, expires, at }) => ({
    prescriptions: [
      ...course.prescriptions,
      {
        doses,
        issuedAt: at,
        expires: expires ?? defaultExpiry(course, at),
      },
    ],
  }),
  shipmentSent: supplies.applySent,
  shipmentReceived: supplies.applyReceived,
  shipmentLost: supplies.applyLost,
  dosesReconciled: supplies.applyReconciled,
} satisfies Partial<Rows>;
