import type { Event, Recorded } from '../../src/course/events';
import { errandsLeft, type Done } from '../../src/repair/errands';
import { courseAfter } from '../course/support/courses';
import { AT, charged, due, recorded } from '../store/fixtures';

const COURSE = courseAfter('consents');
const NOTHING: Done = { sent: new Set(), invoiced: new Set() };

let seq = 0;
const step = (...events: Event[]) => ({
  events: events.map((event): Recorded => recorded(event, (seq += 1))),
  ...{ refusals: [], consumed: [] },
});
const fate = (type: 'messageDelivered', key: string): Event => ({ type, at: AT, key, deferredAt: AT });
const undelivered = (key: string): Event => ({ type: 'messageUndelivered', at: AT, key, how: 'failed' });

const left = (steps: ReturnType<typeof step>[], done: Partial<Done> = {}, course = COURSE) =>
  errandsLeft(steps, course, { ...NOTHING, ...done }).map((errand) =>
    errand.kind === 'message'
      ? errand.message.key
      : errand.kind === 'invoice'
        ? errand.entries
        : errand.requestedAt,
  );

describe('what a repaired course has still to do', () => {
  it('are the mails that no row calls sent and whose end the log does not tell', () => {
    const steps = [step(due('sent'), due('lost'), due('refused')), step(undelivered('refused'))];
    expect(left(steps, { sent: new Set(['sent']) })).toEqual(['lost']);
  });

  it('is a mail that came due again after it had failed', () => {
    expect(left([step(due('mail')), step(undelivered('mail'), due('mail'))])).toEqual(['mail']);
    expect(left([step(due('mail')), step(fate('messageDelivered', 'mail'))])).toEqual([]);
  });

  it('are the invoices of charges that have none: one for the charges of a step', () => {
    const steps = [step(charged('charge-1', 100), charged('charge-2', 200)), step(charged('charge-3', 300))];
    expect(left(steps)).toEqual([['charge-1', 'charge-2'], ['charge-3']]);
    expect(left(steps, { invoiced: new Set(['charge-1']) })).toEqual([['charge-3']]);
    const failed: Event = {
      type: 'messageUndelivered',
      at: AT,
      key: 'invoice:charge-3',
      how: 'invoiceFailed',
    };
    expect(left([...steps, step(failed)], { invoiced: new Set(['charge-1']) })).toEqual([]);
  });

  it('is the referral that the course still waits to hear of', () => {
    const requested: Event = { type: 'referralRequested', at: AT };
    const waiting = { ...COURSE, referral: { requestedAt: AT } };
    expect(left([step(requested)], {}, waiting)).toEqual([AT]);
    expect(left([step(requested)], {}, { ...COURSE, referral: { requestedAt: AT, sentAt: AT } })).toEqual([]);
    expect(left([step(requested)], {}, COURSE)).toEqual([]);
  });
});
