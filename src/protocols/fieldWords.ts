/** Describes the values of a protocol: what each one is, and its unit. */
import { isObject } from '../vocabulary/json';
import { dollarRange, dollars } from '../course/money/prices';
import { fieldName, TASK_DAYS } from './fieldNames';
import { Fee, type Protocol } from '../catalog/protocol';
import { ROUTES } from '../catalog/shapes';

export const UNITS = ['days', 'businessDays', 'hours', 'minutes', 'cents', 'hour', 'text', 'none'] as const;
export type Unit = (typeof UNITS)[number];

export interface FieldWords {
  what: string;
  unit: Unit;
}

/** Fields with a practice's own text, which never is one of our codes. */
const OWN_WORDS = /(^|\.)(id|title|page|label|code|partner|criteria|partnerCoverage|notIncluded)$/;

function unitOf(path: string): Unit {
  if (OWN_WORDS.test(path)) return 'text';
  if (path.endsWith('BusinessDays')) return 'businessDays';
  if (path.endsWith('Days') || path.startsWith(TASK_DAYS)) return 'days';
  if (path.endsWith('Hours')) return 'hours';
  if (/minutes$/i.test(path)) return 'minutes';
  if (/cents$/i.test(path)) return 'cents';
  return path.endsWith('Hour') ? 'hour' : 'none';
}

export const fieldWords = (path: string): FieldWords => ({ what: fieldName(path), unit: unitOf(path) });

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

function inUnit(value: number, unit: Unit): string {
  switch (unit) {
    case 'days':
      return counted(value, 'day');
    case 'businessDays':
      return counted(value, 'business day');
    case 'hours':
      return counted(value, 'hour');
    case 'minutes':
      return counted(value, 'minute');
    case 'cents':
      return dollars(value);
    case 'hour':
      return `${value}:00`;
    case 'text':
    case 'none':
      return String(value);
  }
}

function feeInWords(fee: Fee): string {
  switch (fee.kind) {
    case 'flat': {
      const once = fee.once ? ', for the first session only' : '';
      const insurance = fee.insurable ? ' (billable to insurance)' : '';
      return `${dollars(fee.cents)}${once}${fee.due ? ', paid in advance' : ''}${insurance}`;
    }
    case 'firstHourThenFlat':
      return `${dollars(fee.firstCents)} for the first ${fee.firstMinutes} minutes, plus ${dollars(fee.longerCents)} if longer`;
    case 'range':
      return dollarRange(fee);
    case 'none':
      return 'nothing';
    case 'insurance':
      return fee.selfPayCents === undefined
        ? 'billed to insurance'
        : `billed to insurance (${dollars(fee.selfPayCents)} without it)`;
    case 'unknown':
      return 'not entered yet';
  }
}

interface CodedPrice {
  label: string;
  cents: number;
  infusions?: number;
  includesConsult?: boolean;
  times?: Protocol['partnerFees'][number]['times'];
}

/** Choices, in words. */
const CHOICES: Readonly<Record<string, string>> = {
  remote: 'remote',
  inPerson: 'in person',
  houseCall: 'as a house call',
  shipped: 'shipped to the client',
  dispensed: 'handed to the client',
  infusion: 'given at the clinic',
  byQuote: 'by quote',
  none: 'none',
  cancellation: 'a late cancellation',
  move: 'a late move',
  noShow: 'a no-show',
  afterEach: 'after each session',
  package: 'by package',
  treatment: 'treatment',
  telehealth: 'telehealth',
  electronicMessages: 'electronic messages',
  supportPersonContact: 'contact with the support person',
  part2: '42 CFR Part 2',
  psychotherapy: 'psychotherapy',
  medical: 'medical care',
  labs: 'labs',
  once: 'once',
  perRefill: 'per refill',
  perFollowUp: 'per follow-up',
  ...Object.fromEntries(ROUTES.map((route) => [route, route])),
};

/** A choice in words; a code that has none, as it is. */
export const choiceWords = (choice: string): string => CHOICES[choice] ?? choice;

const isCodedPrice = (value: unknown): value is CodedPrice =>
  typeof value === 'object' && value !== null && 'label' in value && 'cents' in value;

function priceInWords({ label, cents, infusions, includesConsult, times }: CodedPrice): string {
  const sessions = infusions === undefined ? '' : `, ${counted(infusions, 'session')}`;
  const consult = includesConsult ? ' and the consult' : '';
  const when = times === undefined ? '' : `, ${choiceWords(times)}`;
  return `“${label}” for ${dollars(cents)}${sessions}${consult}${when}`;
}

/** `lost supply: 1 day, labs: 7 days`. */
const byKind = (values: Record<string, unknown>, unit: Unit): string =>
  Object.entries(values)
    .map(([kind, each]) => `${kind.replaceAll('-', ' ')}: ${formatValue(each, unit)}`)
    .join(', ');

/** A value in the form a person reads. */
export function formatValue(value: unknown, unit: Unit): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return inUnit(value, unit);
  if (typeof value === 'string') return (unit === 'text' ? undefined : CHOICES[value]) ?? `“${value}”`;
  if (Array.isArray(value)) return value.map((each) => formatValue(each, unit)).join(', ') || 'none';
  const fee = Fee.safeParse(value);
  if (fee.success) return feeInWords(fee.data);
  if (isCodedPrice(value)) return priceInWords(value);
  return isObject(value) ? byKind(value, unit) : JSON.stringify(value);
}

/** The question to the practice where a price is not known; it is not part of the price. */
export function questionIn(fee: unknown): string {
  const read = Fee.safeParse(fee);
  return read.success && 'ask' in read.data ? formatValue(read.data.ask, 'text') : formatValue(fee, 'none');
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
