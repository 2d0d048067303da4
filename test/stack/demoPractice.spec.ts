import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { signIn } from '../../src/accounts/signIn';
import { verifyToken } from '../../src/security/tokens';
import type { CourseEngine } from '../../src/engine/engine';
import { enterPractice } from '../../src/setup/practice';
import { addDemoClients } from '../../src/stack/demo/demoCourses';
import { DEMO_PASSWORD } from '../../src/setup/demoAccess';
import { DEMO_PRACTICE, demoPractice } from '../../src/stack/demoPractice';
import { instant } from '../../src/time/instant';
import { MEMBER_ROLES } from '../../src/vocabulary/roles';
import { storeForTests } from '../support/store';

const NOW = instant('2027-01-04T17:00:00Z');
const store = storeForTests();
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'demo-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('the demo practice', () => {
  it('has a person with one role each, whose token works, and one who has all but the partner’s', async () => {
    const tokens = (await demoPractice(store(), folder, new Date(NOW)))?.tokens ?? {};
    for (const role of MEMBER_ROLES)
      expect(await verifyToken(store().tokens, tokens[role] ?? '', new Date(NOW))).toMatchObject({
        record: { role, staffId: `${role}-demo` },
      });
    const solo = await store().staff.find('solo-demo');
    expect(solo?.roles).toEqual(MEMBER_ROLES.filter((role) => role !== 'partner'));
  });

  it('lets everybody sign in with the one published password, on later starts too', async () => {
    await demoPractice(store(), folder, new Date(NOW));
    for (const { email } of DEMO_PRACTICE.staff) {
      const credentials = { email, password: DEMO_PASSWORD, browser: 'Firefox on Windows' };
      expect(await signIn(store(), credentials, NOW)).toMatchObject({ stage: 'signedIn' });
    }
  });
});

describe('a practice of its own that runs by the same command', () => {
  it('gets no invented client, no token and no course', async () => {
    await demoPractice(store(), folder, new Date(NOW));
    const thea = { id: 'thea', name: 'Thea Example', email: 'thea@own.example', roles: ['lead' as const] };
    const own = { ...DEMO_PRACTICE, name: 'Own Practice', staff: [thea] };
    await enterPractice(store(), own, new Date(NOW));
    const other = mkdtempSync(path.join(os.tmpdir(), 'own-'));
    const before = (await store().clients.list()).clients.length;
    expect(await demoPractice(store(), other, new Date(NOW))).toBeUndefined();
    await addDemoClients({ store: store(), engine: {} as CourseEngine });
    expect((await store().clients.list()).clients).toHaveLength(before);
    rmSync(other, { recursive: true });
  });
});
