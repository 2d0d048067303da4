import type { en } from './en';

/** Of the same shape, with any text. */
export type Loosely<T> = T extends string
  ? string
  : T extends (...args: never) => unknown
    ? T
    : { readonly [K in keyof T]: Loosely<T[K]> };

/** What a language must say. */
export type Texts = Loosely<typeof en>;
