/** What was examined, ordered or measured, and the supply. */
import { usableDoses } from '../selectors/supply';
import { reason, type Reason } from '../../vocabulary/reasons';
import type { Course, SignalRecord } from '../state';
import { changePrescription, latestSupply } from '../patches/supplies';
import { restsOn, blockedIf, type Rules } from './rule';

/** Only while nothing else has become of the supply; doses used since stay used. */
const supplyTouched = (course: Course, told: SignalRecord): Reason[] => [
  ...restsOn(
    course,
    told,
    'shipmentSent',
    'shipmentReceived',
    'shipmentLost',
    'dosesReconciled',
    'doseChanged',
    'prescriptionIssued',
    'prescriberDecision',
  ),
  ...blockedIf(usableDoses({ ...course, ...supplyBefore(course, told) }) < 0, reason('built-upon:doses')),
];

const supplyBefore = ({ supply }: Course, told: SignalRecord): Pick<Course, 'supply'> => ({
  supply: { ...(told.supply ?? supply), used: supply.used },
});

/** The instants at which the same was told, without this one. */
const others = ({ signalLog: told }: Course, { name, seq }: SignalRecord): string[] =>
  Object.values(told)
    .filter((one) => one.name === name && one.seq !== seq && !one.corrected)
    .flatMap(({ at }) => at ?? [])
    .sort();

export const medical = {
  labsCleared: {
    by: ['prescriber'],
    against: (course, told) => restsOn(course, told, 'dosingStarted'),
    without: (course, told) => ({ labsClearedAt: others(course, told).at(-1) as Course['labsClearedAt'] }),
  },
  trainingCompleted: {
    by: ['prescriber', 'partner'],
    against: (course, told) => restsOn(course, told, 'dosingStarted'),
    without: (course, told) => ({ trainedAt: others(course, told)[0] as Course['trainedAt'] }),
  },
  shipmentReceived: {
    by: ['client', 'frontDesk'],
    against: supplyTouched,
    without: (course, told) => ({
      ...supplyBefore(course, told),
      ...changePrescription(course, told.arrived ?? latestSupply(course), (one) => told.prescription ?? one),
    }),
  },
  dosesReconciled: {
    by: ['frontDesk', 'client', 'prescriber'],
    against: supplyTouched,
    without: supplyBefore,
  },
  doseConfirmed: {
    by: ['prescriber', 'partner'],
    against: (course, told) =>
      restsOn(course, told, 'prescriptionIssued', 'dosingStarted', 'doseChanged', 'prescriberDecision'),
    without: () => ({ doseConfirmedAt: undefined }),
  },
  measureSubmitted: {
    by: ['client', 'therapist'],
    against: (course, told) => restsOn(course, told, 'courseReviewed'),
    without: ({ measures }, { measure: taken }) => {
      const at = measures.findLastIndex(
        (each) => each.instrument === taken?.instrument && each.at === taken.at,
      );
      return { measures: measures.filter((_, index) => index !== at) };
    },
  },
} satisfies Rules;
