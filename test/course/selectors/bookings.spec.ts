/** What a booking is, and what is kept of it. course.md §3, §4.7 */
import { plusHours } from '../../../src/time/instant';
import { loadProtocol } from '../../../src/protocols/load';
import { courseAfter } from '../support/courses';
import { after, given, type Scene } from '../support/given';
import { booked, report } from '../support/signals';

const approved = (count: number) => report('houseCallsApproved', { count });
const atHome = (start: string) => booked('dosing', start, { setting: 'houseCall' });
const FIRST = '2027-02-15T10:00-08:00';
const LATER = '2027-02-17T10:00-08:00';
const canceled = (session: string) => report('sessionCancelled', { session });

describe('where a dosing session is', () => {
  const at = (setting: 'remote' | 'inPerson', id: string) =>
    given(courseAfter('starter supply', { protocol: loadProtocol(id) })).when(
      booked('dosing', '2027-06-01T10:00-07:00', { setting }),
    );

  it('is where the protocol has them, and nowhere else', () => {
    at('remote', 'calm').thenAccepted();
    at('inPerson', 'calm').thenRejected('setting-not-offered', 'lead');
    at('inPerson', 'mackenzie').thenAccepted();
    at('remote', 'mackenzie').thenAccepted();
    at('remote', 'healing-cornerstone').thenRejected('setting-not-offered', 'lead');
  });

  it('is never by video where the clinic gives the doses', () => {
    given(courseAfter('approval', { protocol: loadProtocol('welches-pazio') }))
      .when(booked('dosing', '2027-06-01T10:00-07:00', { setting: 'remote' }))
      .thenRejected('setting-not-offered');
  });
});

describe('house calls', () => {
  const unbooked = () => after('preparation 6').when(approved(2));

  it('are counted as approved: one that was canceled, or where nobody was there, is not one', () => {
    const once = after('preparation 6').when(approved(1), atHome(FIRST)).thenAccepted();
    once.when(canceled('dosing-1'), atHome(LATER)).thenAccepted();
    once
      .at(plusHours(once.session('dosing-1').start, 1))
      .when(report('sessionNoShow', { session: 'dosing-1' }), atHome(LATER))
      .thenAccepted();
  });

  it('are dosing sessions: other sessions at the client’s home use none up', () => {
    const visited = unbooked()
      .when(booked('preparation', '2027-02-11T10:00-08:00', { setting: 'houseCall' }))
      .when(booked('medical', '2027-02-10T15:00-08:00', { setting: 'houseCall' }));
    visited.when(atHome(FIRST)).thenAccepted();
  });

  it('are two at most, however many were approved', () => {
    const { course } = unbooked();
    const used = (count: number) => ({
      ...course,
      sessions: [
        ...course.sessions,
        ...Array.from({ length: count }, (_, at) => ({
          ref: `dosing-${at + 1}`,
          kind: 'dosing' as const,
          start: course.clock,
          minutes: 120,
          revision: 0,
          setting: 'houseCall' as const,
          status: 'completed' as const,
          bookedAt: course.clock,
        })),
      ],
    });
    given(used(1)).when(atHome(FIRST)).thenAccepted();
    given(used(2)).when(atHome(FIRST)).thenRejected('house-calls-used', 'lead');
  });
});

describe('a session that is booked', () => {
  const ofKind = (scene: Scene, kind: string) => scene.course.sessions.findLast((each) => each.kind === kind);

  it('belongs to a cycle only as dosing or integration', () => {
    const scene = after('dosing booked 1')
      .when(booked('preparation', '2027-02-11T10:00-08:00'), booked('integration', '2027-02-16T10:00-08:00'))
      .thenAccepted();
    expect(ofKind(scene, 'dosing')).toMatchObject({ cycle: 1 });
    expect(ofKind(scene, 'integration')).toMatchObject({ cycle: 1 });
    expect(ofKind(scene, 'preparation')).not.toHaveProperty('cycle');
  });

  it('is a booster only as a dosing session in maintenance', () => {
    const scene = after('maintenance')
      .when(booked('medical', '2027-06-20T10:00-07:00'), booked('dosing', '2027-07-08T10:00-07:00'))
      .thenAccepted();
    expect(ofKind(scene, 'dosing')).toMatchObject({ booster: true });
    expect(ofKind(scene, 'medical')).not.toHaveProperty('booster');
    expect(ofKind(after('dosing booked 1'), 'dosing')).not.toHaveProperty('booster');
  });

  it('keeps a note, and a move its own', () => {
    const start = '2027-01-08T10:00-08:00';
    const booking = after('enrolment').when(
      report('sessionScheduled', { kind: 'preparation', start, note: 'by telephone' }),
      report('sessionRescheduled', {
        session: 'preparation-1',
        start: '2027-01-09T10:00-08:00',
        note: 'asked for',
      }),
    );
    expect(booking.all('sessionScheduled')[0]).toMatchObject({ note: 'by telephone' });
    expect(booking.all('sessionRescheduled')[0]).toMatchObject({ note: 'asked for' });
    const plain = after('enrolment').when(
      booked('preparation', start),
      report('sessionRescheduled', { session: 'preparation-1', start: '2027-01-09T10:00-08:00' }),
    );
    expect(plain.all('sessionScheduled')[0]).not.toHaveProperty('note');
    expect(plain.all('sessionRescheduled')[0]).not.toHaveProperty('note');
  });

  it('that is not there is not canceled, missed or completed', () => {
    const scene = after('dosing booked 1');
    scene.when(canceled('dosing-7')).thenRejected('session-unknown');
    scene.when(report('sessionNoShow', { session: 'dosing-7' })).thenRejected('session-unknown');
    const preparing = after('preparation 1').when(booked('preparation', '2027-01-14T10:00-08:00'));
    preparing.when(report('sessionCompleted', { session: 'preparation-9' })).thenRejected('session-unknown');
  });
});

describe('two holds', () => {
  it('open the way when the later of them is reviewed', () => {
    const hold = (reviewOn: string) => report('holdPlaced', { reason: 'as agreed', reviewOn });
    const held = (...days: string[]) => after('dosing booked 1').when(...days.map(hold));
    const opens = (scene: Scene) => scene.status.gates.find(({ code }) => code === 'on-hold')?.notBefore;
    const [soon, late] = ['2027-02-20T10:00-08:00', '2027-03-20T10:00-07:00'];
    expect(opens(held(soon, late))).toBe('2027-03-20T17:00:00.000Z');
    expect(opens(held(late, soon))).toBe('2027-03-20T17:00:00.000Z');
  });
});
