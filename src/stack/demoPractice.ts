/** A fictional practice with one client, for newcomers to try. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import { isWakingHour } from '../time/calendar';
import { fromMs, plusHours } from '../time/instant';
import { replaceFile } from '../files/durable';
import { hashPassword } from '../security/passwords';
import { createToken } from '../security/tokens';
import { DEMO_PASSWORD, DEMO_PEOPLE } from '../setup/demoAccess';
import { consentSamples } from '../setup/consentSamples';
import type { PracticeFile } from '../setup/practice';
import { enterPractice } from '../setup/practice';
import type { Store } from '../store';
import { MEMBER_ROLES, ROLE_NAMES, type MemberRole } from '../vocabulary/roles';

const ZONE = 'America/Los_Angeles';

/** Time zones around the globe. It is daytime in one of them now, so the first mail is sent at once. */
const DAYLIGHT = [
  ZONE,
  'America/New_York',
  'Europe/Berlin',
  'Asia/Kolkata',
  'Asia/Tokyo',
  'Pacific/Auckland',
];
const HOURS_OF_DAY_LEFT = 3;

/** One in which the day goes on for some hours; Pacific time where there is a choice. */
export function daytimeZone(now: Date): string {
  const at = fromMs(now.getTime());
  return (
    DAYLIGHT.find((zone) => isWakingHour(zone, at) && isWakingHour(zone, plusHours(at, HOURS_OF_DAY_LEFT))) ??
    ZONE
  );
}

/** The id of the demo person who has only this role. */
export const demoMember = (role: MemberRole): string => `${role}${DEMO_PEOPLE}`;

const specialists: PracticeFile['staff'] = MEMBER_ROLES.map((role) => ({
  id: demoMember(role),
  roles: [role],
  name: `Demo ${ROLE_NAMES[role]}`,
  email: `${role.toLowerCase()}@cedar.example`,
}));

/** One person for everything, as in a practice of one. Only the partner is somebody else there, too. */
export const SOLOIST: PracticeFile['staff'][number] = {
  id: `solo${DEMO_PEOPLE}`,
  roles: MEMBER_ROLES.filter((role) => role !== 'partner'),
  name: 'Demo solo practitioner',
  email: 'solo@cedar.example',
};

export const DEMO_PRACTICE: PracticeFile = {
  name: 'Cedar Practice',
  zone: ZONE,
  senderName: 'Cedar Practice',
  senderAddress: 'care@cedar.example',
  callbackNumber: '+1 503 555 0100',
  officeAddress: '12 Cedar Street, Suite 4, Portland, OR 97201',
  videoLink: 'https://video.example/cedar',
  // So that newcomers need no telephone to look around.
  secondFactorRequired: false,
  partnerCodeRequired: true,
  closedDays: [],
  inquiries: {
    ...{ form: true, origins: [], answerDays: 1, consultMinutes: 15 },
    questions: [
      { en: 'Are you 18 or older?', es: '¿Tiene 18 años o más?' },
      { en: 'Do you live in Oregon or Washington?', es: '¿Vive en Oregón o en Washington?' },
      { en: 'Do you have a doctor or therapist now?', es: '¿Tiene ahora un médico o terapeuta?' },
    ],
  },
  contacts: Object.fromEntries(
    (['therapist', 'prescriber', 'frontDesk', 'biller', 'lead', 'partner'] as const).map((role) => [
      role,
      { email: `${role.toLowerCase()}@cedar.example` },
    ]),
  ),
  staff: [...specialists, SOLOIST],
};

export interface DemoAccess {
  /** Id of the demo client, created with the practice. */
  client: string;
  /** Tokens by role. */
  tokens: Record<string, string>;
}

/**
 * Creates the demo practice on the first run. Later runs read its tokens from the data folder (mode 600). Undefined where
 * the practice is another one: nothing invented is added to it.
 */
export async function demoPractice(
  store: Store,
  dataDir: string,
  now: Date,
): Promise<DemoAccess | undefined> {
  const file = path.join(dataDir, 'demo-access.json');
  if (!(await store.practice.get())) await enterDemo(store, now);
  else if (!(await isDemoPractice(store))) return undefined;
  const saved = savedAccess(file);
  if (saved && (await store.clients.find(saved.client))) return saved;
  const access = await newAccess(store, now);
  replaceFile(file, `${JSON.stringify(access, null, 2)}\n`);
  return access;
}

/** What the stack tells about it. */
export const accessOf = (access: DemoAccess | undefined) => ({
  token: access?.tokens.therapist ?? null,
  tokens: access?.tokens ?? {},
  ...(access && { client: access.client }),
});

/** Whether this is the demo practice as it was entered, and not one that came after it. */
export async function isDemoPractice({
  practice,
  staff,
}: Pick<Store, 'practice' | 'staff'>): Promise<boolean> {
  const present = await staff.list();
  return (await practice.get())?.name === DEMO_PRACTICE.name && present.some(({ id }) => id === SOLOIST.id);
}

/** The practice, and a password for each person. */
export async function enterDemo(store: Store, now: Date): Promise<void> {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  await store.atOnce(async (all) => {
    await enterPractice(all, DEMO_PRACTICE, now);
    // Marked as samples, which nobody else may show to clients.
    for (const sample of consentSamples())
      await all.consents.addText({
        ...{ ...sample, version: 1 },
        ...{ savedAt: fromMs(now.getTime()), savedBy: demoMember('lead') },
      });
    for (const { id } of DEMO_PRACTICE.staff)
      await all.accounts.setPassword(id, passwordHash, fromMs(now.getTime()));
  });
}

/** Undefined if the file is missing or unreadable; then a new client and new tokens are created. */
function savedAccess(file: string): DemoAccess | undefined {
  try {
    const saved = JSON.parse(readFileSync(file, 'utf8')) as Partial<DemoAccess>;
    return saved.client !== undefined && saved.tokens
      ? { client: saved.client, tokens: saved.tokens }
      : undefined;
  } catch {
    return undefined;
  }
}

async function newAccess(store: Store, now: Date): Promise<DemoAccess> {
  const client = randomUUID();
  await store.clients.add({
    id: client,
    name: 'Robin Example',
    email: 'robin@client.example',
    zone: daytimeZone(now),
    unsubscribeToken: randomUUID(),
    createdAt: fromMs(now.getTime()),
  });
  const tokens: Record<string, string> = {};
  const people = [
    ...MEMBER_ROLES.map((role) => ({ role, staffId: demoMember(role) })),
    { role: 'client' as const, staffId: client },
  ];
  for (const person of people) tokens[person.role] = (await createToken(store.tokens, person, now)).token;
  return { client, tokens };
}
