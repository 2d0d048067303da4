/** What can be answered on a page, each with its fields, and the report that an answer is. Nothing that the course would refuse. */
import type { SignalName } from '../../../catalog/signals';
import type { PrescriberAsked } from '../../../course/status/askedOfPrescriber';
import { inWords } from '../../../vocabulary/inWords';
import { TEXTS } from './texts';

export interface Field {
  name: string;
  label: string;
  help?: string;
  kind: 'count' | 'text' | 'lines' | 'date' | 'choice';
  required?: true;
  most?: number;
  options?: readonly { value: string; label: string }[];
}

/** What was filled in: numbers for counts, otherwise text. Empty fields are left out. */
export type Values = Readonly<Record<string, string | number>>;

/** Days as instants of the practice. */
export interface Days {
  /** The end of that day. */
  endOf: (date: string) => string;
  /** Noon of that day; undefined for today, which is now. */
  noonOf: (date: string) => string | undefined;
}

export interface Choice {
  key: keyof typeof TEXTS.choices;
  signal: SignalName;
  fields: readonly Field[];
  /** What it reports besides the envelope. */
  report: (values: Values, days: Days) => object;
}

const { fields: words } = TEXTS;

const note: Field = { name: 'note', kind: 'lines', ...TEXTS.note };
const why: Field = { name: 'note', kind: 'lines', required: true, ...TEXTS.why };
const needs: Field = { name: 'note', kind: 'lines', required: true, ...TEXTS.needs };
const examined: Field = {
  ...{ name: 'examined', label: words.examined, kind: 'choice' },
  options: (['telehealth', 'inPerson'] as const).map((value) => ({
    value,
    label: words.examinedWords[value],
  })),
};
const maxDosings: Field = { name: 'maxDosings', label: words.maxDosings, kind: 'count', most: 40 };
const until = (name: 'validUntil' | 'expires'): Field => ({
  ...{ name, label: words[name], help: words.untilHelp, kind: 'date' },
});
const doses: Field = { name: 'doses', label: words.doses, kind: 'count', most: 60, required: true };

function routeOf({ routes }: PrescriberAsked): Field[] {
  if (!routes) return [];
  const options = routes.listed.map((value) => ({ value, label: inWords(value) }));
  return [
    { name: 'route', label: words.route, kind: 'choice', options, ...(routes.owed && { required: true }) },
  ];
}

const same = (values: Values): object => values;

const ended =
  (name: 'validUntil' | 'expires') =>
  ({ [name]: date, ...values }: Values, { endOf }: Days): object => ({
    ...values,
    ...(typeof date === 'string' && { [name]: endOf(date) }),
  });

const approving = (key: 'approve' | 'renew', asked: PrescriberAsked): Choice[] =>
  asked.barred
    ? []
    : [
        {
          ...{ key, signal: 'prescriberDecision' },
          fields: [...routeOf(asked), examined, maxDosings, until('validUntil'), note],
          report: (values, days) => ({ decision: 'approved', ...ended('validUntil')(values, days) }),
        },
      ];

const declining = (key: 'decline' | 'endSeries'): Choice => ({
  ...{ key, signal: 'prescriberDecision', fields: [why] },
  report: (values) => ({ decision: 'declined', ...values }),
});

const ASK: Choice = {
  ...{ key: 'ask', signal: 'prescriberDecision', fields: [needs] },
  report: (values) => ({ decision: 'needsInformation', ...values }),
};

const PREPARE: Choice = {
  ...{ key: 'prepare', signal: 'prescriberDecision' },
  fields: [{ name: 'sessions', label: words.sessions, kind: 'count', most: 20, required: true }, note],
  report: (values) => ({ decision: 'morePreparation', ...values }),
};

const CHOICES: Readonly<Record<PrescriberAsked['kind'], (asked: PrescriberAsked) => readonly Choice[]>> = {
  referral: (asked) => [
    ...approving('approve', asked),
    ...(asked.informationAsked ? [] : [ASK]),
    PREPARE,
    declining('decline'),
  ],
  doseReview: (asked) => [
    { key: 'confirm', signal: 'doseConfirmed', fields: [maxDosings, note], report: same },
    {
      ...{ key: 'change', signal: 'doseChanged', report: same },
      fields: [
        { name: 'order', label: words.order, help: words.orderHelp, kind: 'text', required: true },
        ...routeOf({ ...asked, ...(asked.routes && { routes: { ...asked.routes, owed: false } }) }),
        note,
      ],
    },
    declining('endSeries'),
  ],
  approval: (asked) => [...approving('renew', asked), declining('endSeries')],
  followUp: () => [
    {
      ...{ key: 'followUp', signal: 'followUpCompleted' },
      fields: [examined, { name: 'day', label: words.day, help: words.dayHelp, kind: 'date' }, note],
      report: ({ day, ...values }, { noonOf }) => {
        const occurredAt = typeof day === 'string' ? noonOf(day) : undefined;
        return { ...values, ...(occurredAt !== undefined && { occurredAt }) };
      },
    },
  ],
  prescription: ({ replaces }) => [
    {
      ...{ key: replaces ? 'replace' : 'prescribe', signal: 'prescriptionIssued' },
      fields: [doses, until('expires'), note],
      report: (values, days) => ({ ...ended('expires')(values, days), ...(replaces && { replaces }) }),
    },
  ],
  shipment: () => [
    { key: 'shipped', signal: 'shipmentSent', fields: [doses, note], report: same },
    { key: 'lost', signal: 'shipmentLost', fields: [note], report: same },
  ],
};

export const choicesOf = (asked: PrescriberAsked): readonly Choice[] =>
  CHOICES[asked.kind](asked).filter(({ signal }) => asked.signals.includes(signal));

/** Tells one question of a course from the next of its kind. It stands in forms, never in addresses. */
export const keyOf = ({ kind, since, informationAsked }: PrescriberAsked): string =>
  [kind, since, ...(informationAsked ? ['asked'] : [])].join(' ');
