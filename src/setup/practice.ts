/** The practice file, and saving it to the database. */
import { z } from 'zod';
import '../input/zodMessages';
import { fromMs } from '../time/instant';
import { MEMBER_ROLES, type MemberRole } from '../vocabulary/roles';
import { removeAccess } from '../accounts/leaving';
import { newLink } from '../accounts/links';
import { createToken } from '../security/tokens';
import { Email, PersonName } from '../catalog/contact';
import { StaffId } from '../catalog/careTeam';
import { Day } from '../catalog/shapes';
import type { Store } from '../store';
import { Inquiries, SETTINGS } from './practiceSettings';

const isDistinct = (texts: readonly string[]): boolean => new Set(texts).size === texts.length;

/** The roles of one person, in order: where several would do, the first acts. */
export const Roles = z
  .array(z.enum(MEMBER_ROLES))
  .min(1)
  .refine(isDistinct, 'must name each role once')
  .meta({ description: 'In order: where several would do, the first acts.', example: ['therapist', 'lead'] });

const { officeAddress, videoLink, secondFactorRequired, partnerCodeRequired, hours, ...others } = SETTINGS;
const { protocols, contacts, ...required } = others;

export const PracticeFile = z.strictObject({
  ...required,
  officeAddress: officeAddress.optional(),
  videoLink: videoLink.optional(),
  hours: hours.optional(),
  protocols: protocols.optional(),
  inquiries: Inquiries.optional(),
  secondFactorRequired: secondFactorRequired.default(true),
  partnerCodeRequired: partnerCodeRequired.default(true),
  closedDays: z.array(Day).default([]),
  contacts,
  staff: z
    .array(
      z.strictObject({
        id: StaffId,
        roles: Roles,
        name: PersonName,
        email: Email,
      }),
    )
    .min(1)
    .refine((staff) => isDistinct(staff.map(({ id }) => id)), 'must have each id once')
    .refine(
      (staff) => isDistinct(staff.map(({ email }) => email.toLowerCase())),
      'must have each e-mail address once: a person is listed once, with all their roles',
    ),
});
export type PracticeFile = z.infer<typeof PracticeFile>;

type Defined<T> = { [Name in keyof T]: Exclude<T[Name], undefined> };

/** Optional fields of a file are absent, or undefined, which the database does not know. */
const withoutUndefined = <T extends object>(fields: T): Defined<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>;

/** Saves or updates the settings and the staff: whoever the file does not list has left. Tokens are issued separately. */
export async function enterPractice(
  store: Pick<Store, 'accounts' | 'practice' | 'staff' | 'tokens'>,
  { staff, ...practice }: PracticeFile,
  now: Date,
): Promise<void> {
  await store.practice.save(withoutUndefined(practice));
  const at = fromMs(now.getTime());
  // First, because the address of somebody who leaves may be a successor's.
  const left = await store.staff.keepOnly(
    staff.map(({ id }) => id),
    at,
  );
  for (const id of left) await removeAccess(store, id);
  for (const member of staff) await store.staff.save({ ...member, createdAt: at });
}

/** Links for those who have no password yet. They are shown once, and work for seven days. */
export async function inviteStaff(
  store: Pick<Store, 'accountLinks' | 'accounts'>,
  staff: PracticeFile['staff'],
  now: Date,
): Promise<{ id: string; secret: string }[]> {
  const links: { id: string; secret: string }[] = [];
  for (const { id } of staff)
    if (!(await store.accounts.find(id)))
      links.push({ id, secret: (await newLink(store, id, fromMs(now.getTime()))).secret });
  return links;
}

/** How long a token of the command line lasts. */
const TOKEN_DAYS = 366;

export interface IssuedToken {
  id: string;
  role: MemberRole;
  token: string;
}

/** Issues a new token for each role of each staff member, for a year. They are shown once. */
export async function issueTokens(
  store: Store,
  staff: PracticeFile['staff'],
  now: Date,
): Promise<IssuedToken[]> {
  const issued: IssuedToken[] = [];
  const expiresAt = new Date(now.getTime() + TOKEN_DAYS * 86_400_000);
  for (const { id, roles } of staff)
    for (const role of roles) {
      const { token } = await createToken(store.tokens, { role, staffId: id, expiresAt }, now);
      issued.push({ id, role, token });
    }
  return issued;
}
