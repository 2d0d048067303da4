/** An e-mail that did not arrive: sent again, or given up, and nobody is asked twice. */
import { noteDelivery } from '../../../src/course/step';
import { plusHours } from '../../../src/time/instant';
import { courseAfter } from '../support/courses';
import { given, type Scene } from '../support/given';
import { booked, moved, report } from '../support/signals';

const BOOKED = 'sessionBooked:preparation-1.0:client';
const again = (key = BOOKED) => report('messageResent', { key, reason: 'the address was mended' });
const givenUp = (key = BOOKED) => report('messageGivenUp', { key, reason: 'told by telephone' });

const booking = (): Scene =>
  given(courseAfter('enrolment'))
    .at('2027-01-04T12:00-08:00')
    .when(booked('preparation', '2027-01-08T14:00-08:00'))
    .thenAccepted();

const ended = ({ course, now }: Scene, how: 'failed' | 'unknown', key = BOOKED): Scene =>
  given(noteDelivery(course, { type: 'messageUndelivered', at: now, key, how }, now).course);

const arrived = ({ course, now }: Scene): Scene =>
  given(noteDelivery(course, { type: 'messageDelivered', at: now, key: BOOKED }, now).course);

const dropped = ({ course, now }: Scene, reason: 'stale', key = BOOKED): Scene =>
  given(
    noteDelivery(
      course,
      {
        ...{ type: 'messageDropped', at: now, key, template: 'sessionBooked', reason },
        to: key.endsWith(':client') ? 'client' : 'therapist',
      },
      now,
    ).course,
  );

const stopped = ({ course, now }: Scene) =>
  noteDelivery(
    course,
    {
      ...{ type: 'messageDropped', at: now, key: BOOKED, template: 'sessionBooked', to: 'client' },
      reason: 'superseded',
    },
    now,
  );

describe('an e-mail that did not arrive', () => {
  it.each([
    ['failed', 'call-instead-of-mail'],
    ['unknown', 'mail-outcome-unknown'],
  ] as const)('and is %s is sent again, and its task stays until it is delivered', (how, task) => {
    const scene = ended(booking(), how).when(again()).thenAccepted();
    const due = scene.all('messageDue').at(-1);
    expect(due?.message).toMatchObject({ key: BOOKED, template: 'sessionBooked', to: 'client', again: true });
    scene.thenTask(task, 'frontDesk');
    arrived(scene).thenNoTask(task);
  });

  it('is not sent a second time while it is on its way', () => {
    const scene = ended(booking(), 'failed').when(again()).when(again()).thenRejected('message-not-open');
    ended(scene, 'failed').when(again()).thenAccepted();
  });

  it('is still asked about when it fails again, or came too late', () => {
    const scene = ended(booking(), 'failed').when(again());
    ended(scene, 'failed').thenTask('call-instead-of-mail', 'frontDesk');
    ended(scene, 'unknown').thenTask('mail-outcome-unknown', 'frontDesk');
    dropped(scene, 'stale').thenTask('call-instead-of-mail', 'frontDesk');
  });

  it('to staff is still asked about when it came too late', () => {
    const SOON = 'staffSessionBooked:preparation-1.0:therapist';
    const soon = given(courseAfter('enrolment'))
      .at('2027-01-04T12:00-08:00')
      .when(booked('preparation', '2027-01-04T18:00-08:00'))
      .thenAccepted();
    const scene = ended(soon, 'failed', SOON).when(again(SOON)).thenAccepted();
    dropped(scene, 'stale', SOON).thenTask('call-instead-of-mail', 'frontDesk');
  });

  it('is not called for by two tasks, and needs no call once one was made', () => {
    const scene = ended(booking(), 'failed').when(again());
    scene
      .when(report('taskCompleted', { task: `call-instead-of-mail:${BOOKED}` }))
      .thenNoTask('call-instead-of-mail');
  });

  it('stays useful as long as it would from now on, but not beyond its appointment', () => {
    const late = ended(booking(), 'failed').at('2027-01-08T13:00-08:00').when(again()).thenAccepted();
    expect(late.all('messageDue').at(-1)?.message.staleAt).toBe(late.session('preparation-1').start);
    const { course, now } = booking().hours(200);
    const welcome = ended(given(course).wakingAt(now), 'failed', 'welcome:course:client');
    const sent = welcome.when(again('welcome:course:client')).all('messageDue').at(-1);
    expect(sent?.message.staleAt).toBe(plusHours(now, course.protocol.clocks.staleHours));
  });

  it('is not sent again once it is no longer true, nor after its appointment', () => {
    ended(booking(), 'failed')
      .when(moved('preparation-1', '2027-01-09T14:00-08:00'))
      .when(again())
      .thenRejected('message-outdated');
    ended(booking(), 'failed').at('2027-01-08T14:01-08:00').when(again()).thenRejected('message-outdated');
  });

  it('is not sent again without consent, or while the course is on hold', () => {
    const reminder = 'sessionReminder:preparation-1.0.24h:client';
    const scene = ended(booking().at('2027-01-07T15:00-08:00'), 'failed', reminder);
    scene
      .when(report('holdPlaced', { reason: 'as agreed', reviewOn: '2027-02-20T10:00-08:00' }))
      .when(again(reminder))
      .thenRejected('message-on-hold', 'therapist', 'prescriber');
    scene
      .when(report('consentRevoked', { kinds: ['electronicMessages'] }))
      .when(again(reminder))
      .thenRejected('message-not-consented', 'client', 'frontDesk');
  });

  it('is given up, and its task closes', () => {
    const scene = ended(booking(), 'failed').when(givenUp()).thenAccepted();
    scene.thenNoTask('call-instead-of-mail').when(again()).thenRejected('message-not-open');
  });

  it('waits for nobody’s decision if it never failed, or is none of the course', () => {
    booking().when(again()).thenRejected('message-not-open');
    booking().when(again('sessionBooked:dosing-9.0:client')).thenRejected('message-not-open');
    booking().when(givenUp('sessionBooked:dosing-9.0:client')).thenRejected('message-not-open');
  });
});

describe('an e-mail on its way', () => {
  it('is given up, and then it is dropped for that reason, without a call', () => {
    const scene = booking().when(givenUp()).thenAccepted();
    const { course, events } = stopped(scene);
    expect(events).toMatchObject([{ type: 'messageDropped', key: BOOKED, reason: 'given-up' }]);
    given(course).thenNoTask('call-instead-of-mail');
    scene.when(givenUp()).thenRejected('message-not-open');
  });

  it('that was given up and fails just then asks nobody', () => {
    ended(booking().when(givenUp()), 'failed').thenNoTask('call-instead-of-mail');
  });

  it('is superseded otherwise', () => {
    expect(stopped(booking()).events).toMatchObject([{ reason: 'superseded' }]);
  });
});

it('a closed course still lets people decide about its e-mails', () => {
  const scene = ended(booking(), 'failed').when(report('clientWithdrew', {}));
  scene.when(givenUp(), again()).thenRejected('message-not-open');
});
