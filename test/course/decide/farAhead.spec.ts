/** Nobody plans years ahead: such a time is a slip of the pen, and would wait unseen. */
import { plusHours, type Instant } from '../../../src/time/instant';
import { after, type Scene } from '../support/given';
import { booked, moved, said } from '../support/said';

const YEARS = 3 * 366 * 24;
const ahead = ({ now }: Scene, hours: number): Instant => plusHours(now, hours);

describe('a time more than three years ahead', () => {
  const scene = after('preparation 3');
  const far = ahead(scene, YEARS + 1);

  it.each([
    booked('preparation', far),
    said('prescriberDecision', { decision: 'approved', validUntil: far }),
    said('prescriptionIssued', { doses: 2, expires: far }),
    said('holdPlaced', { reason: 'travelling', reviewOn: far }),
    said('coursePaused', { reason: 'travelling', reviewOn: far }),
    said('courseTransferred', { to: 'practice-2', recordsBy: far }),
  ])('is refused: $name', (signal) => {
    scene.when(signal).thenRejected('too-far-ahead');
  });

  it('is refused for a session that moves', () => {
    const booking = after('dosing booked 1');
    booking.when(moved('dosing-1', ahead(booking, YEARS + 1))).thenRejected('too-far-ahead');
  });

  it('does not include a time within three years', () => {
    scene.when(booked('preparation', ahead(scene, YEARS))).thenAccepted();
    scene.when(said('coursePaused', { reason: 'travelling', reviewOn: ahead(scene, YEARS) })).thenAccepted();
  });
});
