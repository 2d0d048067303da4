/** What a client can do of their own accord: only what the course would take. */
import { offeredToClient } from '../../../src/course/status/offered';
import { plusHours } from '../../../src/time/instant';
import { after } from '../support/given';
import { calmWith } from '../support/courses';
import { booked, report } from '../support/signals';

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

  it('can be taken back while nobody has answered', () => {
    const back = ({ course, now }: Pick<ReturnType<typeof after>, 'course' | 'now'>) =>
      offeredToClient(course, now).filter(({ kind }) => kind === 'takeBack');
    const asked = after('dosing booked 1').when(report('rescheduleRequested', { session: 'dosing-1' }));
    expect(back(after('dosing booked 1'))).toEqual([]);
    expect(back(asked)).toMatchObject([{ session: 'dosing-1', wished: {} }]);
    expect(back(asked.when(report('rescheduleWithdrawn', { session: 'dosing-1' })))).toEqual([]);
  });

  it('says what a late move costs, and from when on, where it costs anything', () => {
    const charging = (feeFor: ('move' | 'noShow')[]) =>
      calmWith((calm) => ({
        ...calm,
        cancellation: { ...calm.cancellation, noticeHours: 24, feeCents: 5_000, feeFor },
      }));
    const { start } = after('dosing booked 1').session('dosing-1');
    expect(otherTimes(after('dosing booked 1', { protocol: charging(['move']) }))).toMatchObject([
      { fee: { cents: 5_000, from: plusHours(start, -24) } },
    ]);
    const [free] = otherTimes(after('dosing booked 1', { protocol: charging(['noShow']) }));
    expect(free).not.toHaveProperty('fee');
  });

  it('is not offered once the course has ended', () => {
    const { course, now } = after('dosing booked 1');
    expect(otherTimes({ course: { ...course, closed: { outcome: 'completed', at: now } }, now })).toEqual([]);
  });
});

describe('which reminders', () => {
  it('is offered while the client gets e-mails, with what they chose', () => {
    const chosen = ({ course, now }: Pick<ReturnType<typeof after>, 'course' | 'now'>) =>
      offeredToClient(course, now).filter(({ kind }) => kind === 'reminders');
    expect(chosen(after('start'))).toEqual([]);
    const begun = after('consents');
    expect(chosen(begun)).toMatchObject([{ chosen: 'all', hours: [24, 2] }]);
    const none = begun.when(report('remindersChosen', { reminders: 'none' }));
    expect(chosen(none)).toMatchObject([{ chosen: 'none' }]);
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

describe('choosing the time of an integration', () => {
  const protocol = calmWith((calm) => ({
    ...calm,
    integration: { ...calm.integration, clientChooses: true },
  }));
  const dosed = () => after('dosing 1', { protocol });
  const own = ({ course, now }: Pick<ReturnType<typeof after>, 'course' | 'now'>) =>
    offeredToClient(course, now).filter(({ kind }) => kind === 'ownTime');
  const choose = (start: string, more: object = {}) =>
    report('sessionScheduled', { kind: 'integration', start, ...more }, { by: 'client' });
  /** Hours after the dosing session has ended. */
  const hoursAfter = (hours: number) => plusHours(dosed().course.cycles[0]?.endedAt ?? dosed().now, hours);

  it('is offered where the protocol lets clients, until it is booked or its window has passed', () => {
    expect(own(dosed())).toMatchObject([{ cycle: 1, by: hoursAfter(72) }]);
    expect(own(after('dosing 1'))).toEqual([]);
    expect(own(dosed().when(booked('integration', hoursAfter(30))))).toEqual([]);
    expect(own({ course: dosed().course, now: hoursAfter(72) })).toEqual([]);
    expect(own(after('dosing booked 1', { protocol }))).toEqual([]);
  });

  it('books the session in the name of the client, as planned', () => {
    const chosen = dosed()
      .when(choose(hoursAfter(30)))
      .thenEvents('sessionScheduled');
    expect(chosen.session('integration-1')).toMatchObject({ cycle: 1, minutes: 45 });
    expect(chosen.events.findLast(({ type }) => type === 'sessionScheduled')?.by.role).toBe('client');
    chosen.thenNoTask('book-integration');
  });

  it.each([
    ['too early', () => choose(hoursAfter(23))],
    ['so late that it ends after the window', () => choose(hoursAfter(71.5))],
    ['of another length', () => choose(hoursAfter(30), { minutes: 90 })],
    ['in another place', () => choose(hoursAfter(30), { setting: 'inPerson' })],
    ['of another kind', () => choose(hoursAfter(30), { kind: 'preparation' })],
  ])('does not book one %s', (_what, chosen) => {
    dosed().when(chosen()).thenRejected('not-for-client-to-book', 'frontDesk', 'therapist');
  });

  it('books none where the protocol does not let clients, and no second one', () => {
    after('dosing 1')
      .when(choose(hoursAfter(30)))
      .thenRejected('not-for-client-to-book');
    dosed()
      .when(choose(hoursAfter(30)), choose(hoursAfter(40)))
      .thenRejected('not-for-client-to-book');
  });
});
