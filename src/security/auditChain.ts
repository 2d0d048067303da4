import { createHash } from 'node:crypto';
import { canonicalJson } from './canonicalJson';

/** The previous hash of the first entry. */
export const GENESIS = '0'.repeat(64);

export interface ChainedEntry {
  /** Plain JSON, as stored; without the hash. */
  readonly entry: unknown;
  /** `link(hash of the entry before, entry)`, 64 lower-case hex digits. */
  readonly hash: string;
}

export type ChainCheck =
  { readonly ok: true; readonly head: string } | { readonly ok: false; readonly brokenAt: number };

/**
 * The hash that links an entry to all entries before it: SHA-256 over canonical JSON of both.
 * @throws TypeError when the entry is not plain JSON.
 */
export function link(previousHash: string, entry: unknown): string {
  return createHash('sha256').update(canonicalJson({ previousHash, entry })).digest('hex');
}

/**
 * Recomputes a chain. `brokenAt` is the index of the first entry that was changed, inserted, or whose predecessor
 * was removed or moved. Removing the last entries leaves a valid chain, so compare `head` with a copy stored elsewhere.
 * @param start the hash before the first given entry, to check only the later part of a chain.
 */
export function verifyChain(entries: readonly ChainedEntry[], start: string = GENESIS): ChainCheck {
  let head = start;
  for (const [index, { entry, hash }] of entries.entries()) {
    if (link(head, entry) !== hash) return { ok: false, brokenAt: index };
    head = hash;
  }
  return { ok: true, head };
}
