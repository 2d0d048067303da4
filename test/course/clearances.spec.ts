import { plan } from '../../src/course/plan';
import { CALM, courseAfter, wholeLife, type Setup } from './support/courses';
import { given } from './support/given';
import { booked, said } from './support/said';

const asking: Setup = {
  protocol: {
    ...CALM,
    screening: { ...CALM.screening, labs: true, training: true },
    dosing: { ...CALM.dosing, rideHomeWhenInPerson: true },
    setting: 'inPerson',
  },
};

const approved = () => given(courseAfter('approval', asking));

describe('labs and training', () => {
  it('are tasks of the prescriber from the approval on, until they are done', () => {
    approved()
      .thenTask('labs', 'prescriber')
      .thenTask('training', 'prescriber')
      .when(said('labsCleared', {}), said('trainingCompleted', {}))
      .thenNoTask('labs')
      .thenNoTask('training');
  });

  it('are a task again once the labs are too old', () => {
    const cleared = approved().when(said('labsCleared', {}));
    cleared
      .hours(24 * 89)
      .thenNoTask('labs')
      .hours(48)
      .thenTask('labs', 'prescriber');
  });

  it.each(['labsCleared', 'trainingCompleted'] as const)('%s is refused where none are asked for', (name) => {
    given(courseAfter('approval'))
      .when(said(name, {}))
      .thenRejected(name === 'labsCleared' ? 'labs-not-asked' : 'training-not-asked', 'lead');
  });
});

describe('a ride home', () => {
  const session = () =>
    given(courseAfter('starter supply', asking)).when(booked('dosing', '2027-01-29T10:00-08:00'));

  it('is looked after by the front desk the day before, until it is confirmed', () => {
    session().at('2027-01-28T09:59-08:00').thenNoTask('ride-home');
    session()
      .at('2027-01-28T10:00-08:00')
      .thenTask('ride-home', 'frontDesk')
      .when(said('rideHomeConfirmed', { session: 'dosing-1' }))
      .thenNoTask('ride-home');
  });
});

describe('the assumed way', () => {
  it('gets to the end of a course that asks for labs, training and a ride home', () => {
    const { course, signals } = wholeLife(asking);
    expect(course.closed?.outcome).toBe('completed');
    expect(plan(course)).toBeUndefined();
    expect(signals.filter(({ answer }) => !answer.accepted)).toEqual([]);
  });
});
