/** Why something cannot be done now: a stable code, a sentence, and who can resolve it. */
import type { Instant } from '../../time/instant';
import type { ActorRole } from '../roles';
import { course } from './course';
import { forecast } from './forecast';
import { gates } from './gates';
import { medical } from './medical';
import { money } from './money';
import { sessions } from './sessions';
import { signals } from './signals';
import { supply } from './supply';
import type { BlanksOf, Text, Topic } from './text';

export const TOPICS = { gates, sessions, medical, supply, money, course, signals, forecast };

/** Every reason code there is, with what a person reads. */
export const REASONS = {
  ...gates,
  ...sessions,
  ...medical,
  ...supply,
  ...money,
  ...course,
  ...signals,
  ...forecast,
};

type Catalog = typeof REASONS;
export type ReasonCode = keyof Catalog;

export const REASON_CODES = Object.keys(REASONS) as [ReasonCode, ...ReasonCode[]];

/** Only `reason` has it: nobody writes a reason by hand that the catalog does not know. */
declare const fromCatalog: unique symbol;

export interface Reason {
  readonly [fromCatalog]: true;
  code: ReasonCode;
  sentence: string;
  /** The roles that can resolve it; empty when nobody can. */
  resolvableBy: readonly ActorRole[];
  /** The earliest instant it could be resolved, when that is known. */
  notBefore?: Instant;
}

/** A code, or `code:case` of a code that has several sentences. */
export type ReasonKey = {
  [C in ReasonCode]: Catalog[C] extends Text ? C : `${C}:${keyof Catalog[C] & string}`;
}[ReasonCode];

type TextOf<K extends ReasonKey> = K extends ReasonCode
  ? Catalog[K]
  : K extends `${infer C extends ReasonCode}:${infer Case}`
    ? Catalog[C][Case & keyof Catalog[C]]
    : never;

type Facts<K extends ReasonKey> = BlanksOf<Extract<TextOf<K>, Text>['sentence']>;

type FactsArgument<K extends ReasonKey> = [Facts<K>] extends [never]
  ? []
  : [facts: Readonly<Record<Facts<K>, string | number>>];
type RolesArgument<K extends ReasonKey> =
  TextOf<K> extends { resolvableBy: 'varies' }
    ? [resolvableBy: readonly ActorRole[]]
    : [resolvableBy?: readonly ActorRole[]];

export interface ReasonText extends Text {
  key: ReasonKey;
  code: ReasonCode;
}

const textsOf = ([code, entry]: [string, Topic[string]]): [string, Text][] =>
  isText(entry) ? [[code, entry]] : Object.entries(entry).map(([name, each]) => [`${code}:${name}`, each]);

const isText = (entry: Topic[string]): entry is Text => typeof entry.sentence === 'string';

/** Every sentence of the catalog, in its order. */
export const REASON_TEXTS: readonly ReasonText[] = Object.entries<Topic[string]>(REASONS)
  .flatMap(textsOf)
  .map(([key, each]) => ({ ...each, key: key as ReasonKey, code: key.split(':', 1)[0] as ReasonCode }));

const BY_KEY = new Map<ReasonKey, ReasonText>(REASON_TEXTS.map((each) => [each.key, each]));

/**
 * The reason of the catalog, its sentence filled in. The roles that can resolve it are the catalog's, unless the
 * call names others; where the catalog says `varies`, the call must.
 */
export function reason<K extends ReasonKey>(
  key: K,
  ...rest: [...FactsArgument<K>, ...RolesArgument<K>]
): Reason {
  const found = BY_KEY.get(key);
  if (!found) throw new RangeError(`no reason ${key}`);
  const given: readonly unknown[] = rest;
  const roles = given.find(isRoles) ?? found.resolvableBy;
  const facts = given.find((each) => !isRoles(each));
  return {
    code: found.code,
    sentence: facts ? fill(found.sentence, facts) : found.sentence,
    resolvableBy: roles === 'varies' ? [] : roles,
  } as Reason;
}

const isRoles = (given: unknown): given is readonly ActorRole[] => Array.isArray(given);

export const fill = (sentence: string, facts: object): string =>
  sentence.replace(/\{(\w+)\}/g, (_blank, name: string) => String(facts[name as keyof typeof facts]));

/** The reason with the earliest instant it could be resolved, where that is known and in the future. */
export const notBefore = <R extends Reason | undefined>(
  why: R,
  at: Instant,
  opensAt: Instant | undefined,
): R => (why && opensAt !== undefined && opensAt > at ? { ...why, notBefore: opensAt } : why);

/** Each code once: the first reason that has it. */
export const distinct = (reasons: readonly Reason[]): Reason[] =>
  reasons.filter(({ code }, index) => reasons.findIndex((other) => other.code === code) === index);
