import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { signIn } from '../../src/accounts/signIn';
import { verifyToken } from '../../src/security/tokens';
import { DEMO_PASSWORD, DEMO_PRACTICE, demoPractice } from '../../src/stack/demoPractice';
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
    const { tokens } = await demoPractice(store(), folder, new Date(NOW));
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
