/** An invented practice with an invented client, so that a newcomer has something to drive. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import { isWakingHour } from '../time/calendar';
import { fromMs, plusHours } from '../time/instant';
import { replaceFile } from '../files/durable';
import { createToken } from '../security/tokens';
import type { PracticeFile } from '../setup/practice';
import { enterPractice } from '../setup/practice';
import type { Store } from '../store';

const ZONE = 'America/Los_Angeles';

/** Zones round the globe: in one of them it is day now, so that a newcomer sees the first mail at once. */
const DAYLIGHT = [
  ZONE,
  'America/New_York',
  'Europe/Berlin',
  'Asia/Kolkata',
  'Asia/Tokyo',
  'Pacific/Auckland',
];
const HOURS_OF_DAY_LEFT = 3;

function zoneByDay(now: Date): string {
  const at = fromMs(now.getTime());
  return (
    DAYLIGHT.find((zone) => isWakingHour(zone, at) && isWakingHour(zone, plusHours(at, HOURS_OF_DAY_LEFT))) ??
    ZONE
  );
}

const staff: PracticeFile['staff'] = (
  ['therapist', 'prescriber', 'frontDesk', 'biller', 'lead', 'admin', 'engineer', 'partner'] as const
).map((role) => ({
  id: `${role}-demo`,
  role,
  name: `Demo ${role}`,
  email: `${role.toLowerCase()}@cedar.example`,
}));

export const DEMO_PRACTICE: PracticeFile = {
  name: 'Cedar Practice',
  zone: ZONE,
  senderName: 'Cedar Practice',
  senderAddress: 'care@cedar.example',
  callbackNumber: '+1 555 0100',
  closedDays: [],
  contacts: Object.fromEntries(
    (['therapist', 'prescriber', 'frontDesk', 'biller', 'lead', 'partner'] as const).map((role) => [
      role,
      { email: `${role.toLowerCase()}@cedar.example` },
    ]),
  ),
  staff,
};

export interface DemoAccess {
  /** Of the demo client, who exists from the start. */
  client: string;
  /** Tokens by role. */
  tokens: Record<string, string>;
}

/** The demo practice in this database; made the first time, the same tokens after (kept in the data folder, mode 600). */
export async function demoPractice(store: Store, dataDir: string, now: Date): Promise<DemoAccess> {
  const file = path.join(dataDir, 'demo-access.json');
  if (!(await store.practice.get())) await enterPractice(store, DEMO_PRACTICE, now);
  const kept = keptAccess(file);
  if (kept && (await store.clients.find(kept.client))) return kept;
  const access = await newAccess(store, now);
  replaceFile(file, `${JSON.stringify(access, null, 2)}\n`);
  return access;
}

/** Undefined when there is none that can be read: another client and other tokens do as well. */
function keptAccess(file: string): DemoAccess | undefined {
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as Partial<DemoAccess>;
    return kept.client !== undefined && kept.tokens
      ? { client: kept.client, tokens: kept.tokens }
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
    zone: zoneByDay(now),
    unsubscribeToken: randomUUID(),
    createdAt: fromMs(now.getTime()),
  });
  const tokens: Record<string, string> = {};
  const people = [
    ...staff.map(({ id, role }) => ({ role, staffId: id })),
    { role: 'client' as const, staffId: client },
  ];
  for (const person of people) tokens[person.role] = (await createToken(store.tokens, person, now)).token;
  return { client, tokens };
}
