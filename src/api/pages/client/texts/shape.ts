import type { en } from './en';

type Loosely<T> = T extends string
  ? string
  : T extends (...args: never) => unknown
    ? T
    : { readonly [K in keyof T]: Loosely<T[K]> };

/** What a language must say. */
export type Texts = Loosely<typeof en>;
