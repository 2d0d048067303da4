/** Passwords are stored as argon2id hashes. */
import { hash, verify } from '@node-rs/argon2';

/** OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, two passes and one lane. The library's default is argon2id. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Keyboards write one letter in different ways. NIST SP 800-63B §5.1.1.2 */
const typed = (password: string): string => password.normalize('NFKC');

/** The stored form, with its salt and its costs. */
export const hashPassword = (password: string): Promise<string> => hash(typed(password), COST);

let nobodys: Promise<string> | undefined;

/** Whether the password is right. Without a stored one it is not, after the same time. */
export async function verifyPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  const right = await verify(stored ?? (await (nobodys ??= hashPassword('nobody'))), typed(password));
  return right && stored != null;
}
