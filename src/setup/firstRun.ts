/** The first set-up of an empty installation, by its owner: the practice and one person, entered at once. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { newRecoveryCodes, recoveryHash } from '../accounts/recoveryCodes';
import { passwordProblem } from '../accounts/passwordRules';
import { Email, PersonName } from '../catalog/contact';
import { hashPassword } from '../security/passwords';
import type { Store } from '../store';
import { plusHours, type Instant } from '../time/instant';
import { enterPractice, Roles } from './practice';
import { SETTINGS } from './practiceSettings';

const CODE_HOURS = 24;

type Codes = Pick<Store, 'practice' | 'setUpCode'>;

/** A new code in place of the one of before, to be shown to who started this. Undefined where there is a practice. */
export async function newSetUpCode(
  { practice, setUpCode }: Codes,
  now: Instant,
): Promise<string | undefined> {
  if (await practice.get()) return undefined;
  const [code = ''] = newRecoveryCodes();
  await setUpCode.replace({
    ...{ hash: recoveryHash(code), expiresAt: plusHours(now, CODE_HOURS) },
  });
  return code;
}

export type SetUpRefusal = 'set-up-done' | 'set-up-code-refused';

/** Why nothing may be set up with this code; undefined if it may. @throws StoreError */
export async function setUpRefusal(
  { practice, setUpCode }: Codes,
  code: string,
  now: Instant,
): Promise<SetUpRefusal | undefined> {
  if (await practice.get()) return 'set-up-done';
  return (await setUpCode.isRight(recoveryHash(code), now)) ? undefined : 'set-up-code-refused';
}

const { name, zone, senderName, senderAddress, callbackNumber, secondFactorRequired, protocols } = SETTINGS;

/** What an owner enters. All else can wait. */
export const FirstPractice = z
  .strictObject({
    ...{ name, zone, senderName, senderAddress, callbackNumber, secondFactorRequired },
    protocols: protocols.optional(),
  })
  .meta({ id: 'FirstPractice' });

export const FirstPerson = z
  .strictObject({
    name: PersonName,
    email: Email,
    roles: Roles.refine((roles) => roles.includes('lead') || roles.includes('admin'), {
      error: 'must include lead or admin: somebody has to manage the practice',
    }),
    password: z.string().max(1_000).meta({ format: 'password' }),
  })
  .meta({ id: 'FirstPerson', description: 'Often one person has all roles.' });

export interface FirstRun {
  code: string;
  practice: z.output<typeof FirstPractice>;
  person: z.output<typeof FirstPerson>;
}

/** Enters everything in one transaction, and uses up the code. @throws StoreError */
export async function firstRun(
  store: Pick<Store, 'atOnce'>,
  { code, practice, person: { password, ...person } }: FirstRun,
  now: Instant,
): Promise<SetUpRefusal | { problem: string } | undefined> {
  const problem = passwordProblem(password, [person.name, person.email, practice.name]);
  if (problem !== undefined) return { problem };
  const passwordHash = await hashPassword(password);
  const id = randomUUID();
  return store.atOnce(async (all) => {
    if (await all.practice.get()) return 'set-up-done';
    if (!(await all.setUpCode.use(recoveryHash(code)))) return 'set-up-code-refused';
    const empty = { closedDays: [], contacts: {}, partnerCodeRequired: true };
    const file = { ...practice, ...empty, staff: [{ id, ...person }] };
    await enterPractice(all, file, new Date(now));
    await all.accounts.setPassword(id, passwordHash, now);
    const detail = { staff: id, roles: person.roles };
    await all.audit.append({ stream: 'practice', at: now, kind: 'practice-set-up', detail });
    return undefined;
  });
}
