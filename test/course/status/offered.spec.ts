/** What a client can do of their own accord: only what the course would take. */
import { offeredToClient } from '../../../src/course/status/offered';
import { plusHours } from '../../../src/time/instant';
import { after } from '../support/given';
import { report } from '../support/signals';

const otherTimes = ({ course, now }: Pick<ReturnType<typeof after>, 'course' | 'now'>) =>
  offeredToClient(course, now).filter(({ kind }) => kind === 'anotherTime');

describe('another time', () => {
  it('is offered for each booked session that is still to come', () => {
    const { course, now } = after('dosing booked 1');
    expect(otherTimes({ course, now })).toMatchObject([{ session: 'dosing-1' }]);
    expect(otherTimes({ course, now: plusHours(now, 24 * 60) })).toEqual([]);
    expect(otherTimes(after('consents'))).toEqual([]);
  });

  it('says what the client has asked for', () => {
    const asked = after('dosing booked 1').when(
      report('rescheduleRequested', { session: 'dosing-1', start: '2027-02-17T10:00-08:00' }),
    );
    expect(otherTimes(asked)).toMatchObject([{ wished: { start: '2027-02-17T18:00:00.000Z' } }]);
  });

  it('is not offered once the course has ended', () => {
    const { course, now } = after('dosing booked 1');
    expect(otherTimes({ course: { ...course, closed: { outcome: 'completed', at: now } }, now })).toEqual([]);
  });
});

describe('writing to the practice', () => {
  it('is always offered, also after the end, until too much is unanswered', () => {
    const kinds = ({ course, now }: Pick<ReturnType<typeof after>, 'course' | 'now'>) =>
      offeredToClient(course, now).map(({ kind }) => kind);
    expect(kinds(after('start'))).toEqual(['message']);
    expect(kinds(after('start').when(report('clientWithdrew', {})))).toEqual(['message']);
    const many = Array.from({ length: 20 }, () => report('clientWrote', { about: 'care', words: 'Hello' }));
    expect(kinds(after('start').when(...many))).toEqual([]);
  });
});
