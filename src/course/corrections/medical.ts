/** Corrections of medical reports, questionnaires and the supply. */
import { usableDoses } from '../selectors/supply';
import { reason, type Reason } from '../../vocabulary/reasons';
import { signalWords } from '../../vocabulary/signalWords';
import type { Course, Patch, SignalRecord } from '../state';
import { changePrescription, latestSupply } from '../patches/supplies';
import { blockedByLater, blockedIf, laterReports, type Rules } from './rule';

/** Only while nothing else has happened to the supply. Doses used since stay used. */
const supplyTouched = (course: Course, record: SignalRecord): Reason[] => [
  ...blockedByLater(
    course,
    record,
    'shipmentSent',
    'shipmentReceived',
    'shipmentLost',
    'dosesReconciled',
    'doseChanged',
    'prescriptionIssued',
    'prescriberDecision',
  ),
  ...blockedIf(usableDoses({ ...course, ...supplyBefore(course, record) }) < 0, reason('built-upon:doses')),
];

/** What replaces a lost supply depends on the loss; what became of another supply does not. */
const lossBuiltUpon = (course: Course, record: SignalRecord): Reason[] => [
  ...(record.prescription?.voidedAt
    ? []
    : blockedByLater(course, record, 'prescriptionIssued', 'doseChanged')),
  ...blockedIf(
    laterReports(course, record, 'shipmentReceived').some(({ shipped }) => shipped === record.shipped),
    reason('built-upon:report', { signal: signalWords('shipmentReceived') }),
  ),
];

const prescriptionBefore = (course: Course, { shipped, prescription }: SignalRecord): Patch =>
  changePrescription(course, shipped ?? latestSupply(course), (one) => prescription ?? one);

const supplyBefore = ({ supply }: Course, record: SignalRecord): Pick<Course, 'supply'> => ({
  supply: { ...(record.supply ?? supply), used: supply.used },
});

/** When the same was reported, without this report. */
const otherTimes = ({ signalLog }: Course, { name, seq }: SignalRecord): string[] =>
  Object.values(signalLog)
    .filter((one) => one.name === name && one.seq !== seq && !one.corrected)
    .flatMap(({ at }) => at ?? [])
    .sort();

export const medical = {
  morePreparationNeeded: {
    by: ['therapist'],
    against: (course, record) =>
      blockedByLater(course, record, 'morePreparationNeeded', 'prescriberDecision', 'protocolChanged'),
    without: (_course, { preparation }) => ({ morePreparation: undefined, ...preparation }),
  },
  labsCleared: {
    by: ['prescriber'],
    against: (course, record) => blockedByLater(course, record, 'dosingStarted'),
    without: (course, record) => ({
      labsClearedAt: otherTimes(course, record).at(-1) as Course['labsClearedAt'],
    }),
  },
  trainingCompleted: {
    by: ['prescriber', 'partner'],
    against: (course, record) => blockedByLater(course, record, 'dosingStarted'),
    without: (course, record) => ({ trainedAt: otherTimes(course, record)[0] as Course['trainedAt'] }),
  },
  shipmentReceived: {
    by: ['client', 'frontDesk'],
    against: supplyTouched,
    without: (course, record) => ({
      ...supplyBefore(course, record),
      ...prescriptionBefore(course, record),
    }),
  },
  shipmentLost: {
    by: ['client', 'frontDesk', 'partner', 'prescriber'],
    against: lossBuiltUpon,
    without: prescriptionBefore,
  },
  dosesReconciled: {
    by: ['frontDesk', 'client', 'prescriber'],
    against: supplyTouched,
    without: supplyBefore,
  },
  doseConfirmed: {
    by: ['prescriber', 'partner'],
    against: (course, record) =>
      blockedByLater(
        course,
        record,
        'prescriptionIssued',
        'dosingStarted',
        'doseChanged',
        'prescriberDecision',
      ),
    without: () => ({ doseConfirmedAt: undefined }),
  },
  measureSubmitted: {
    by: ['client', 'therapist'],
    against: (course, record) => blockedByLater(course, record, 'courseReviewed'),
    without: ({ measures }, { measure: taken }) => {
      const at = measures.findLastIndex(
        (each) => each.instrument === taken?.instrument && each.at === taken.at,
      );
      return { measures: measures.filter((_, index) => index !== at) };
    },
  },
} satisfies Rules;
