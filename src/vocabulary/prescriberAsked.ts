/** What waits for a prescriber, in words, and by what it is decided: the same in the inbox and on the pages behind links. */
import type { PrescriberPurpose } from './pages';
import type { TaskKind } from './tasks';

/** What is known of the course so far, by name. */
export const KNOWN = {
  dosings: 'Dosing sessions',
  approvedUntil: 'Approved until',
  route: 'Route',
  order: 'Order',
  limits: 'Limits of vital signs',
  doses: 'Doses on hand',
  prescription: 'Last prescription',
  labs: 'Labs cleared',
  followUp: 'Last follow-up',
} as const;
export type Known = keyof typeof KNOWN;

/** Parts of the medical record. */
export type RecordPart = 'measures' | 'vitals' | 'incidents' | 'steps';

interface Matter {
  title: string;
  sentence: string;
  /** The tasks that ask for it, besides what a course always asks. */
  tasks: readonly TaskKind[];
  /** The reports that answer it, the likeliest first. */
  signals: readonly string[];
  /** What it is decided by: nothing else is shown to somebody without an account. */
  known: readonly Known[];
  parts: readonly RecordPart[];
}

export const PRESCRIBER_ASKED = {
  referral: {
    title: 'Referral',
    sentence: 'Decide whether the client may be treated.',
    tasks: [],
    signals: ['prescriberDecision'],
    known: ['route', 'labs'],
    parts: ['measures', 'incidents', 'steps'],
  },
  doseReview: {
    title: 'Dose review',
    sentence:
      'The exploratory sessions are done. Confirm the dose, change the order, or end the series: then booked dosing sessions are canceled, and no more are planned.',
    tasks: ['dose-review'],
    signals: ['doseConfirmed', 'doseChanged', 'prescriberDecision'],
    known: ['dosings', 'approvedUntil', 'route', 'order', 'limits'],
    parts: ['measures', 'vitals', 'incidents', 'steps'],
  },
  approval: {
    title: 'Approval ends',
    sentence: 'Decide whether to renew the approval. Without it, no further dosing session takes place.',
    tasks: ['renew-approval'],
    signals: ['prescriberDecision'],
    known: ['dosings', 'approvedUntil', 'route', 'order', 'labs', 'followUp'],
    parts: ['measures', 'vitals', 'incidents', 'steps'],
  },
  followUp: {
    title: 'Follow-up',
    sentence:
      'Record the medical follow-up once it has taken place. The time until the next one starts again.',
    tasks: ['follow-up-overdue', 'discharge-follow-up'],
    signals: ['followUpCompleted'],
    known: ['dosings', 'approvedUntil', 'order', 'limits', 'followUp'],
    parts: ['measures', 'vitals', 'incidents'],
  },
  prescription: {
    title: 'Prescription',
    sentence: 'Record the prescription once it is issued.',
    tasks: ['issue-prescription', 'renew-prescription', 'lost-supply'],
    signals: ['prescriptionIssued'],
    known: ['approvedUntil', 'route', 'order', 'doses', 'prescription', 'followUp'],
    parts: [],
  },
  shipment: {
    title: 'Shipment',
    sentence: 'Record when the supply is shipped, or that it was lost on its way.',
    tasks: [],
    signals: ['shipmentSent', 'shipmentLost'],
    known: ['order', 'prescription', 'doses'],
    parts: [],
  },
} as const satisfies Record<PrescriberPurpose, Matter>;

interface KnownOf {
  facts: {
    dosings: { done: number; planned: number };
    approvedUntil?: string | undefined;
    doses?: { onHand: number; usable: number } | undefined;
    supplies: readonly { doses: number; issuedAt: string; receivedAt?: string | undefined }[];
  };
  route?: string | undefined;
  /** The medical steps, the latest first. */
  steps: readonly { kind: string; at: string; detail?: string | undefined }[];
}

interface InWords {
  /** A civil day of the practice. */
  day: (at: string) => string;
  /** A word of the program, as people say it. */
  words: (word: string) => string;
}

/** What is known of a course so far, in words; without what is not. */
export function knownSoFar({ facts, route, steps }: KnownOf, { day, words }: InWords): [Known, string][] {
  const latest = (kind: string) => steps.find((step) => step.kind === kind);
  const on = (kind: string): string | undefined => {
    const at = latest(kind)?.at;
    return at && day(at);
  };
  const supply = facts.supplies.at(-1);
  const known: Record<Known, string | undefined> = {
    dosings: `${facts.dosings.done} of ${facts.dosings.planned}`,
    approvedUntil: facts.approvedUntil ? day(facts.approvedUntil) : 'not approved',
    route: route && words(route),
    order: latest('doseChanged')?.detail,
    limits: latest('vitalsLimitsSet')?.detail,
    doses: facts.doses && `${facts.doses.onHand}, usable ${facts.doses.usable}`,
    prescription:
      supply && `${supply.doses} doses, ${day(supply.issuedAt)}${supply.receivedAt ? ', received' : ''}`,
    labs: on('labsCleared'),
    followUp: on('followUpCompleted'),
  };
  return (Object.entries(known) as [Known, string | undefined][]).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
}
