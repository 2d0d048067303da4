/** What is paid ahead, and what must be refunded. course.md §7 */
import { refundDueCents } from '../../../src/course/money/credit';
import { loadProtocol } from '../../../src/protocols/load';
import { courseAfter } from '../support/courses';
import { given, type Scene } from '../support/given';
import { about, booked, report } from '../support/signals';

const paid = (cents: number) => report('paymentPosted', { cents });
const of = (protocol: string) => ({ protocol: loadProtocol(protocol) });
const refundTask = ({ course }: Scene): string =>
  Object.keys(course.tasks).find((key) => key.startsWith('refund-due')) ?? '';

describe('money paid ahead', () => {
  const enrolled = () =>
    given(courseAfter('enrolment')).when(booked('preparation', '2027-01-12T10:00-08:00'));

  it('for a booked session is no refund due', () => {
    const scene = enrolled().when(paid(25_000)).thenNoTask('refund-due');
    expect(scene.status).toMatchObject({ balanceCents: -25_000, accounts: { refundDueCents: 0 } });
    scene
      .at('2027-01-12T11:00-08:00')
      .when(about('sessionCompleted', 'preparation-1'))
      .thenNoTask('refund-due');
  });

  it('for what is planned and not booked yet is no refund due: only what exceeds it all', () => {
    const whole = enrolled().when(paid(746_000)).thenNoTask('refund-due').when(paid(1));
    whole.thenTask('refund-due', 'biller');
    expect(refundDueCents(whole.course)).toBe(1);
  });

  it('is not due when its session is canceled while the course goes on', () => {
    enrolled()
      .when(paid(25_000), report('sessionCancelled', { session: 'preparation-1' }))
      .thenNoTask('refund-due');
  });

  it('for an extra session counts once that is booked', () => {
    const done = given(courseAfter('integration 8')).when(paid(25_000)).thenTask('refund-due', 'biller');
    const start = new Date(Date.parse(done.now) + 86_400_000).toISOString();
    done.when(booked('integration', start)).thenNoTask('refund-due');
  });

  it('may be paid back on request', () => {
    enrolled()
      .when(paid(25_000), report('paymentRefunded', { cents: 25_000, reason: 'asked for' }))
      .thenAccepted();
  });

  it('is due when the course ends, also if it was settled by hand before', () => {
    const scene = enrolled().when(paid(746_001));
    const settled = scene.when(report('taskCompleted', { task: refundTask(scene) })).thenNoTask('refund-due');
    const ended = settled.when(report('clientWithdrew', {})).thenTask('refund-due', 'biller');
    expect(refundDueCents(ended.course)).toBe(746_001);
  });

  it('once settled by hand is asked for again by more credit, and not by a charge', () => {
    const over = enrolled().when(paid(800_000));
    const settled = over.when(report('taskCompleted', { task: refundTask(over) }));
    const charged = settled.at('2027-01-12T11:00-08:00').when(about('sessionCompleted', 'preparation-1'));
    charged.thenNoTask('refund-due').when(paid(1)).thenTask('refund-due', 'biller');
  });

  it('without an exact price may be as much as the upper amount', () => {
    const scene = given(courseAfter('enrolment', of('healingmaps')))
      .when(paid(50_000))
      .thenNoTask('refund-due');
    scene.when(paid(10_000_000)).thenTask('refund-due', 'biller');
  });

  it('for a booked evaluation is due when the prescriber declines and nothing stays booked', () => {
    const declined = given(courseAfter('enrolment', of('healing-cornerstone')))
      .when(booked('medical', '2027-01-08T10:00-08:00'), paid(25_000))
      .thenNoTask('refund-due')
      .when(report('prescriberDecision', { decision: 'declined' }));
    declined.thenAccepted();
    const canceled = declined.course.sessions.some(({ status }) => status === 'scheduled')
      ? declined.when(report('sessionCancelled', { session: 'medical-1', reason: 'practice' }))
      : declined;
    canceled.thenTask('refund-due', 'biller');
  });
});
