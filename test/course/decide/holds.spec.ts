import { dueBy } from '../../../src/course/clocks/taskDueBy';
import { plusHours } from '../../../src/time/instant';
import { courseAfter } from '../support/courses';
import { dosedAt } from '../support/dosed';
import { given, type Scene } from '../support/given';
import { about, booked, report } from '../support/signals';
import type { Role } from '../../../src/catalog/shapes';

const START = '2027-02-15T10:00-08:00';
const ready = () => given(courseAfter('support for dosing 1'));
const adverse = () => report('adverseEventReported', {}, { by: 'client' });
const lift = (by: Role, hold = 'hold-1') =>
  report('holdLifted', { hold, reason: 'seen and settled' }, { by });
const staffHold = (by: Role = 'therapist', reviewOn = '2027-02-20T10:00-08:00') =>
  report('holdPlaced', { reason: 'traveling', reviewOn }, { by });

describe('a hold by staff', () => {
  it('must have its review in the future', () => {
    const { now } = ready();
    ready().when(staffHold('therapist', now)).thenRejected('review-in-the-past', 'therapist');
    ready()
      .when(staffHold('prescriber', plusHours(now, -1)))
      .thenRejected('review-in-the-past', 'prescriber');
    ready()
      .when(staffHold('therapist', plusHours(now, 1)))
      .thenAccepted();
  });
});

describe.each([
  ['an adverse event', 'adverseEventReported', 'prescriber', 'therapist'],
  ['a contraindication', 'contraindicationReported', 'prescriber', 'therapist'],
  ['a crisis', 'crisisFlagged', 'therapist', 'prescriber'],
] as const)('%s', (_, name, owner, other) => {
  const held = () => ready().when(report(name, {}, { by: 'client' }));

  it('puts the course on hold at once', () => {
    held().thenEvents(name, 'holdOpened').thenGates('on-hold');
  });

  it('pages therapist and prescriber at once, as safety messages', () => {
    const pages = held()
      .all('messageDue')
      .filter(({ message }) => message.template === 'safetyPage');
    expect(pages.map(({ message }) => [message.to, message.safety])).toEqual([
      ['prescriber', true],
      ['therapist', true],
    ]);
  });

  it('is work: at once in a crisis, else by the day that the protocol sets', () => {
    const reported = held();
    const [task] = reported.status.tasks.filter(({ kind }) => kind === 'incident');
    expect(task?.dueBy).toBe(
      name === 'crisisFlagged' ? reported.now : dueBy(reported.course, 'incident', reported.now),
    );
  });

  it('pages at night too', () => {
    const night = ready()
      .at('2027-02-14T03:00-08:00')
      .when(report(name, {}, { by: 'supportPerson' }));
    night.thenMessagesTo('therapist', 'safetyPage', '2027-02-14 03:00');
  });

  it('is escalated to the lead when nobody has handled it within the hour', () => {
    const pages = (scene: Scene) => scene.sent('safetyEscalation', 'lead');
    expect(pages(held().hours(0.99))).toEqual([]);
    const escalated = held().hours(1);
    expect(pages(escalated.hours(48))).toHaveLength(1);
    const [page] = escalated.all('messageDue').filter(({ message }) => message.to === 'lead');
    expect(page?.message).toMatchObject({ template: 'safetyEscalation', safety: true });
    const seen = held().hours(0.5);
    expect(pages(seen.when(report('taskCompleted', { task: 'incident:hold-1' })).hours(48))).toEqual([]);
    expect(pages(seen.when(lift(owner)).hours(48))).toEqual([]);
  });

  it('stays a task after the course ends, and is escalated to the lead', () => {
    const left = held().when(report('clientWithdrew', {})).thenAccepted().thenTask('incident', owner);
    expect(left.hours(48).sent('safetyEscalation', 'lead')).toHaveLength(1);
    const seen = left.when(report('taskCompleted', { task: 'incident:hold-1' })).thenAccepted();
    seen.thenNoTask('incident');
    expect(seen.hours(48).sent('safetyEscalation', 'lead')).toEqual([]);
    const before = held().when(
      report('taskCompleted', { task: 'incident:hold-1' }),
      report('clientWithdrew', {}),
    );
    before.thenAccepted().thenNoTask('incident');
  });

  it('refuses a dosing session', () => {
    held().at(START).when(about('dosingStarted', 'dosing-1')).thenRejected('on-hold', owner);
  });

  it('can be lifted only by its owner', () => {
    held()
      .thenTask('incident', owner)
      .when(lift(other))
      .thenRejected('hold-not-yours', owner)
      .when(lift(owner))
      .thenEvents('holdLifted')
      .thenNoGates();
  });
});

describe('a hold', () => {
  it('keeps back e-mail to the client, including session reminders', () => {
    ready()
      .when(adverse())
      .at(START)
      .thenNoMessagesTo('client', 'sessionReminder')
      .thenNoMessages('supportPersonAsk');
  });

  it('lets e-mail to the client go out once lifted, if it is still useful', () => {
    ready()
      .when(adverse())
      .at('2027-02-14T12:00-08:00')
      .when(lift('prescriber'))
      .thenMessages('sessionReminder', '2027-02-14 10:00');
  });

  it('does not keep a breach from being recorded', () => {
    const scene = dosedAt('2027-02-15T12:00-08:00').when(adverse()).hours(80);
    expect(scene.all('breached')).toMatchObject([{ at: '2027-02-18T20:00:00.000Z' }]);
    scene.thenMessagesTo('lead', 'integrationBreach', '2027-02-18 12:00').thenNoMessages('integrationInvite');
  });

  it('refuses to book and to prescribe', () => {
    given(courseAfter('approval'))
      .when(adverse(), report('prescriptionIssued', { doses: 2 }))
      .thenRejected('on-hold')
      .when(booked('dosing', '2027-02-20T10:00-08:00'))
      .thenRejected('on-hold');
  });

  it('is reviewed on the next business day', () => {
    ready()
      .at('2027-02-13T12:00-08:00')
      .when(adverse())
      .at('2027-02-15T11:59-08:00')
      .thenNoTask('review-hold')
      .hours(0.1)
      .thenTask('review-hold', 'prescriber');
  });

  it('placed by staff pages nobody, and any prescriber can lift it', () => {
    ready().when(staffHold()).thenNoMessages('safetyPage').when(lift('prescriber')).thenAccepted();
  });

  it('placed by the prescriber cannot be lifted by the therapist', () => {
    ready().when(staffHold('prescriber'), lift('therapist')).thenRejected('hold-not-yours', 'prescriber');
  });

  it('must have its review in the future', () => {
    ready()
      .when(staffHold('therapist', '2027-02-01T10:00-08:00'))
      .thenRejected('review-in-the-past', 'therapist');
  });

  it('stays while another is lifted', () => {
    ready().when(adverse(), staffHold(), lift('therapist', 'hold-2')).thenAccepted().thenGates('on-hold');
  });

  it('must be named to lift it', () => {
    ready()
      .when(lift('therapist'))
      .thenRejected('not-on-hold')
      .when(adverse(), lift('prescriber', 'hold-9'))
      .thenRejected('hold-unknown');
  });
});
