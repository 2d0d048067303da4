/** What was reported by mistake is taken back. course.md §3 */
import { CORRECTABLE } from '../../../src/course/corrections';
import { CATALOG, type SignalName } from '../../../src/catalog/signals';
import { after } from '../support/given';
import { report } from '../support/signals';
import { lastOf, correction } from '../support/corrections';

describe('a report to correct', () => {
  it('can be corrected by a role that may report it', () => {
    for (const [name, rule] of Object.entries(CORRECTABLE)) {
      expect([name, [...rule.by].sort()]).toEqual([name, [...CATALOG[name as SignalName].by].sort()]);
    }
  });

  it('must have been accepted, not refused or unknown', () => {
    after('enrolment')
      .when(report('chargeWaived', { entry: 'charge-1', reason: 'none' }, { id: 'refused' }))
      .thenRejected('nothing-charged')
      .when(correction('refused'))
      .thenRejected('signal-unknown');
    after('enrolment').when(correction('constructor')).thenRejected('signal-unknown');
  });

  it('can be corrected only once', () => {
    after('enrolment')
      .when(report('paymentPosted', { cents: 100 }, { id: 'paid' }), correction('paid'))
      .thenAccepted()
      .when(correction('paid'))
      .thenRejected('already-corrected');
  });

  it('is recorded with its session, the reason, and a note if there is one', () => {
    const done = after('preparation 1');
    const id = lastOf(done, 'sessionCompleted');
    const [reported] = done.when(correction(id)).thenAccepted().all('signalCorrected');
    expect(reported).toMatchObject({
      what: 'sessionCompleted',
      reason: 'a mistake',
      session: 'preparation-1',
    });
    expect(reported).not.toHaveProperty('note');
    const noted = report(
      'signalCorrected',
      { signal: 'paid', reason: 'a mistake', note: 'typed twice' },
      { by: 'lead' },
    );
    const [paid] = after('enrolment')
      .when(report('paymentPosted', { cents: 100 }, { id: 'paid' }), noted)
      .all('signalCorrected');
    expect(paid).toMatchObject({ what: 'paymentPosted', note: 'typed twice' });
    expect(paid).not.toHaveProperty('session');
  });

  it('cannot be corrected by another role', () => {
    const paid = after('enrolment').when(report('paymentPosted', { cents: 100 }, { id: 'paid' }));
    paid
      .when(correction('paid', 'client'))
      .thenRejected('correction-not-yours', 'biller', 'frontDesk', 'lead');
    paid.when(correction('paid', 'frontDesk')).thenAccepted();
  });

  it('cannot be one that another signal changes: the refusal names that signal in words', () => {
    const scene = after('enrolment').when(
      report('sessionScheduled', { kind: 'preparation', start: '2027-01-20T10:00-08:00' }, { id: 'booked' }),
      correction('booked'),
    );
    scene.thenRejected('not-correctable');
    expect(scene.answer.reasons[0]?.sentence).toBe(
      'A report of “session scheduled” cannot be corrected. Report “session canceled” instead.',
    );
  });

  it('cannot be a correction: the report is made again instead', () => {
    after('enrolment')
      .when(report('paymentPosted', { cents: 100 }, { id: 'paid' }))
      .when(report('signalCorrected', { signal: 'paid', reason: 'a mistake' }, { id: 'undone', by: 'lead' }))
      .when(correction('undone'))
      .thenRejected('not-correctable');
  });

  it.each(['adverseEventReported', 'contraindicationReported', 'crisisFlagged'] as const)(
    'is never a safety report: %s',
    (name) => {
      after('integration 2')
        .when(report(name, {}, { id: 'report' }), correction('report'))
        .thenRejected('not-correctable');
    },
  );

  it('cannot be a questionnaire that raised an alarm', () => {
    const items = [0, 0, 0, 0, 0, 0, 0, 0, 1];
    const reported = after('integration 2').when(
      report('measureSubmitted', { instrument: 'PHQ-9', items }, { id: 'alarm' }),
    );
    reported.when(correction('alarm')).thenRejected('not-correctable');
  });
});
