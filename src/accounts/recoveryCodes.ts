/** Codes on paper, for when the telephone with the second factor is gone. Each works once. */
import { randomInt } from 'node:crypto';
import { hashOf } from '../security/secrets';

/** Without letters and digits that look alike. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789';
const HOW_MANY = 10;
const GROUPS = 4;
const IN_A_GROUP = 4;

const group = (): string =>
  Array.from({ length: IN_A_GROUP }, () => SIGNS.charAt(randomInt(SIGNS.length))).join('');

/** New codes, such as `k7mq-2xpt-9dhw-c4en`. 79 random bits cannot be guessed, so a plain hash is enough. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: HOW_MANY }, () => Array.from({ length: GROUPS }, group).join('-'));

/** The stored form of a code, however people type it. */
export const recoveryHash = (typed: string): string => hashOf(typed.toLowerCase().replace(/[\s-]/g, ''));
