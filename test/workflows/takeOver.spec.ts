/** A course that began before, on the real server: nothing goes out about the past, and everything after. */
import { plusHours, plusMinutes } from '../../src/time/instant';
import { book, consents, PRACTICE, shortCalm, signal, START, ZONE } from '../support/courseStates';
import { coursesForTests } from '../support/courses';
import { takeOver } from '../../src/course/takeOver';

const courses = coursesForTests();

const began = plusHours(START, -60 * 24);
const soon = plusHours(START, 49);
const at = (one: ReturnType<typeof consents>, hours: number) => ({
  ...one,
  occurredAt: plusHours(began, hours),
});
const took = plusHours(began, 48);

/** Consents, a session that took place, a referral and a decision, and a session that is booked. */
const reports = [
  at(consents(), 1),
  at(book('preparation', took), 24),
  signal('sessionCompleted', {
    session: 'preparation-1',
    took: { from: took, to: plusMinutes(took, 50) },
  }),
  at(signal('referralSent', {}), 72),
  at(signal('prescriberDecision', { decision: 'approved', examined: 'inPerson' }), 96),
  at(book('preparation', soon), 97),
];

describe('a course that is taken over', () => {
  it('begins with its history, sends and bills nothing of it, and sends what comes due', async () => {
    const course = await courses().start({ earlier: { began, reports, takenOverAt: START } });
    await course.settled();
    const { events } = takeOver(
      {
        ...{ course: course.id, protocol: shortCalm(), practice: PRACTICE, client: { zone: ZONE } },
        ...{ at: began, takenOverAt: START },
      },
      reports,
      { role: 'frontDesk', id: 'frontdesk-1' },
    );
    expect((await course.events()).slice(0, events.length)).toEqual(events);
    expect(await course.messages()).toEqual([]);
    expect(await courses().store.invoices.ofCourse(course.id)).toEqual([]);
    expect((await course.state()).takenOverAt).toBe(START);

    await course.advanceTo(plusHours(soon, -12));
    const reminders = await course.messagesOf('sessionReminder');
    expect(reminders.map(({ state }) => state)).toEqual(['sent', 'sent']);
    expect(await courses().store.events.verify(course.id)).toMatchObject({ ok: true });
    expect(await course.count('EVENT_TYPE_WORKFLOW_TASK_FAILED')).toBe(0);
  });

  it('bills from then on', async () => {
    const course = await courses().start({ earlier: { began, reports, takenOverAt: START } });
    await course.skipTo(plusHours(soon, 1));
    expect(await course.report(signal('sessionCompleted', { session: 'preparation-2' }))).toMatchObject({
      accepted: true,
    });
    await course.settled();
    expect(await courses().store.invoices.ofCourse(course.id)).toHaveLength(1);
  });
});
