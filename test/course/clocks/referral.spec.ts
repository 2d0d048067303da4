import { courseAfter, started } from '../support/courses';
import { given } from '../support/given';
import { about, booked, said } from '../support/said';

const moreSessions = (sessions: number) =>
  said('prescriberDecision', { decision: 'morePreparation', sessions });

/** The next foundation session, booked and done. */
const another = (scene: ReturnType<typeof given>, number: number, start: string) =>
  scene
    .when(booked('preparation', start))
    .at(start)
    .when(about('sessionCompleted', `preparation-${number}`));

describe('the referral', () => {
  it('is not asked for after the second session', () => {
    expect(courseAfter('preparation 2').referral).toBeUndefined();
  });

  it('is asked for when the third session is completed', () => {
    const scene = given(courseAfter('preparation 2')).when(booked('preparation', '2027-01-20T10:00-08:00'));
    const after = scene.at('2027-01-20T10:50-08:00').when(about('sessionCompleted', 'preparation-3'));
    expect(after.all('referralRequested')).toMatchObject([{ at: '2027-01-20T18:50:00.000Z' }]);
  });

  it('is asked for once', () => {
    const scene = another(given(courseAfter('preparation 3')), 4, '2027-01-27T10:00-08:00');
    expect(scene.all('referralRequested')).toEqual([]);
  });

  it('waits for the treatment consent', () => {
    const first = another(given(started()), 1, '2027-01-06T10:00-08:00');
    const second = another(first, 2, '2027-01-13T10:00-08:00');
    const third = another(second, 3, '2027-01-20T10:00-08:00');
    expect(third.all('referralRequested')).toEqual([]);
    const signed = third.when(said('consentSigned', { kinds: ['treatment'] }));
    expect(signed.all('referralRequested')).toHaveLength(1);
  });

  it('is held back during a hold', () => {
    const scene = given(courseAfter('preparation 2')).when(
      booked('preparation', '2027-01-20T10:00-08:00'),
      said('crisisFlagged', {}),
    );
    const done = scene.at('2027-01-20T10:50-08:00').when(about('sessionCompleted', 'preparation-3'));
    expect(done.all('referralRequested')).toEqual([]);
    const lifted = done.when(said('holdLifted', { hold: 'hold-1', reason: 'seen and well' }));
    expect(lifted.all('referralRequested')).toHaveLength(1);
  });

  it('is sent again when the prescriber asked for one more session and it is done', () => {
    const scene = another(
      given(courseAfter('preparation 3')).when(moreSessions(1)),
      4,
      '2027-01-27T10:00-08:00',
    );
    expect(scene.all('referralRequested')).toHaveLength(1);
  });

  it('is not sent again before all sessions asked for are done', () => {
    const scene = another(
      given(courseAfter('preparation 3')).when(moreSessions(2)),
      4,
      '2027-01-27T10:00-08:00',
    );
    expect(scene.all('referralRequested')).toEqual([]);
  });

  it('cannot be decided on before it was asked for', () => {
    given(courseAfter('preparation 2')).when(moreSessions(1)).thenRejected('not-referred', 'therapist');
  });
});

describe('more preparation', () => {
  it('raises the minimum', () => {
    expect(given(courseAfter('preparation 3')).when(moreSessions(5)).course.preparationMinimum).toBe(8);
  });

  it("never lowers the protocol's minimum", () => {
    expect(given(courseAfter('preparation 3')).when(moreSessions(1)).course.preparationMinimum).toBe(6);
  });
});
