/** The practice file, and saving it to the database. */
import { z } from 'zod';
import '../input/zodMessages';
import { fromMs } from '../time/instant';
import { isRole, ROLES } from '../vocabulary/roles';
import { createToken } from '../security/tokens';
import {
  CityZone,
  Email,
  OfficeAddress,
  PersonName,
  Phone,
  PracticeName,
  VideoLink,
} from '../catalog/contact';
import { StaffId } from '../catalog/careTeam';
import { NEUTRAL_SENDER, revealingPart } from '../catalog/revealingWords';
import { Day } from '../catalog/shapes';
import type { Store } from '../store';

const Contact = z.strictObject({ email: Email, phone: Phone.optional() });

export const PracticeFile = z.strictObject({
  name: PracticeName,
  zone: CityZone,
  senderName: PracticeName.refine((name) => !revealingPart(name), {
    error: `${NEUTRAL_SENDER} Cedar Practice`,
  }),
  senderAddress: Email.refine((address) => !revealingPart(address), {
    error: `${NEUTRAL_SENDER} care@cedar.example`,
  }),
  callbackNumber: Phone,
  officeAddress: OfficeAddress.optional(),
  videoLink: VideoLink.optional(),
  closedDays: z.array(Day).default([]),
  contacts: z.partialRecord(
    z.enum(['therapist', 'prescriber', 'frontDesk', 'biller', 'lead', 'partner']),
    Contact,
  ),
  staff: z
    .array(
      z.strictObject({
        id: StaffId,
        role: z.enum(ROLES).refine(isRole),
        name: PersonName,
        email: Email,
      }),
    )
    .min(1),
});
export type PracticeFile = z.infer<typeof PracticeFile>;

/** Saves or updates the settings and the staff: whoever the file does not list has left. Tokens are issued separately. */
export async function enterPractice(
  store: Pick<Store, 'practice' | 'staff'>,
  { staff, contacts, officeAddress, videoLink, ...practice }: PracticeFile,
  now: Date,
): Promise<void> {
  const filled = Object.fromEntries(
    Object.entries(contacts).flatMap(([role, contact]) => {
      const { email, phone } = contact;
      return [[role, { email, ...(phone !== undefined && { phone }) }]];
    }),
  );
  const places = {
    ...(officeAddress !== undefined && { officeAddress }),
    ...(videoLink !== undefined && { videoLink }),
  };
  await store.practice.save({ ...practice, ...places, contacts: filled });
  const at = fromMs(now.getTime());
  for (const member of staff) await store.staff.save({ ...member, createdAt: at });
  const ids = staff.map(({ id }) => id);
  await store.staff.keepOnly(ids, at);
}

/** Issues a new token for each staff member. Returns them by staff id; they are shown once. */
export async function issueTokens(
  store: Store,
  staff: PracticeFile['staff'],
  now: Date,
): Promise<Record<string, string>> {
  const tokens: Record<string, string> = {};
  for (const { id, role } of staff) {
    const { token } = await createToken(store.tokens, { role, staffId: id }, now);
    tokens[id] = token;
  }
  return tokens;
}
