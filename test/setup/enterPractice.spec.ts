import { enterPractice } from '../../src/setup/practice';
import { DEMO_PRACTICE } from '../../src/stack/demoPractice';
import { storeForTests } from '../support/store';

const store = storeForTests();
const NOW = new Date('2027-01-04T17:00:00Z');
const { staff } = DEMO_PRACTICE;
const listed = async () => (await store().staff.list()).map(({ id }) => id).sort();

describe('a practice file', () => {
  it('makes those leave whom it no longer lists, and brings them back', async () => {
    await enterPractice(store(), DEMO_PRACTICE, NOW);
    expect(await listed()).toEqual(staff.map(({ id }) => id).sort());
    const fewer = staff.filter(({ role }) => role !== 'biller');
    await enterPractice(store(), { ...DEMO_PRACTICE, staff: fewer }, NOW);
    expect(await listed()).toEqual(fewer.map(({ id }) => id).sort());
    expect(await store().staff.find('biller-demo')).toMatchObject({ leftAt: '2027-01-04T17:00:00.000Z' });
    await enterPractice(store(), DEMO_PRACTICE, NOW);
    expect(await listed()).toContain('biller-demo');
  });
});
