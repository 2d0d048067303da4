/** The shape of the catalog of reasons: each code has one sentence, or one for each of its cases. */
import type { ActorRole } from '../roles';

export interface Text {
  /** With a blank, such as `{session}`, for each fact of the case at hand. */
  sentence: string;
  /** The roles that can resolve it; none when nobody can; `varies` when each case names them. */
  resolvableBy: readonly ActorRole[] | 'varies';
}

/** The names of the blanks in a sentence. */
export type BlanksOf<S> = S extends `${string}{${infer Blank}}${infer Rest}` ? Blank | BlanksOf<Rest> : never;

/** By reason code. The cases of a code are named; a call picks one as `code:case`. */
export type Topic = Readonly<Record<string, Text | Readonly<Record<string, Text>>>>;

export const text = <const S extends string, const R extends readonly ActorRole[]>(
  sentence: S,
  ...resolvableBy: R
): { sentence: S; resolvableBy: R } => ({ sentence, resolvableBy });

/** A sentence whose roles depend on the case at hand. */
export const varies = <const S extends string>(sentence: S): { sentence: S; resolvableBy: 'varies' } => ({
  sentence,
  resolvableBy: 'varies',
});
