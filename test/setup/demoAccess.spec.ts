import type { Config } from '../../src/config';
import { runApi } from '../../src/processes/api';
import { refuseDemoPeople } from '../../src/setup/demoAccess';
import { enterPractice } from '../../src/setup/practice';
import { DEMO_PRACTICE } from '../../src/stack/demoPractice';
import { storeForTests } from '../support/store';

const store = storeForTests();
const NOW = new Date('2027-01-04T17:00:00Z');

describe('in production', () => {
  it('no API runs with people whose password is published', async () => {
    await enterPractice(store(), DEMO_PRACTICE, NOW);
    await expect(runApi({ production: true } as Config, store())).rejects.toMatchObject({
      code: 'demo-in-production',
    });
  });

  it('one runs once they have left', async () => {
    const thea = { id: 'thea', name: 'Thea Example', email: 'thea@own.example', roles: ['lead' as const] };
    await enterPractice(store(), { ...DEMO_PRACTICE, staff: [thea] }, NOW);
    await expect(refuseDemoPeople(store())).resolves.toBeUndefined();
  });
});
