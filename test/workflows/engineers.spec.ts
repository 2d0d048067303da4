import { temporal } from '@temporalio/proto';
import { book, consents, courseUntil, signal } from '../support/courseStates';
import { CLIENT_ADDRESS, CLIENT_NAME, coursesForTests } from '../support/courses';
import { until } from '../support/courseUnderTest';

const courses = coursesForTests();

/** An invented text in everything a person may write. */
const MARKER = 'Quetzalcoatlus said so';

interface Metadata {
  currentDetails: string;
}

const detailsOf = async (course: { handle: { query<T>(name: string): Promise<T> } }) =>
  (await course.handle.query<Metadata>('__temporal_workflow_metadata')).currentDetails;

describe('an engineer in the Temporal UI', () => {
  it('reads where the course stands, in words, and nothing about the person', async () => {
    const course = await courses().start();
    await course.report({ ...consents(), note: MARKER });
    const details = await detailsOf(course);
    expect(details).toMatch(/\*\*\w+\*\*, waiting on \*\*\w+\*\*/);
    expect(details).toContain('Next deadline: 2036-');
    expect(details).toContain('`approval-missing` (prescriber)');
    expect(details).toMatch(/Coming up:\n\n?- 2036-/);
    for (const secret of [CLIENT_NAME, CLIENT_ADDRESS, MARKER]) expect(details).not.toContain(secret);
  });

  it('finds courses by phase, protocol and hold; the attributes hold nothing else', async () => {
    const course = await courses().start();
    await course.report(consents());
    await course.report(
      signal('holdPlaced', { reason: MARKER, reviewOn: '2036-02-01T18:00:00.000Z' as never }),
    );
    const query = `KapOnHold = true AND KapProtocol = 'calm@1' AND WorkflowId = '${course.handle.workflowId}'`;
    await until(
      'the list shows it',
      () => courses().client.workflow.count(query),
      ({ count }) => count === 1,
    );
    const { raw, memo } = await course.handle.describe();
    const attributes = raw.workflowExecutionInfo?.searchAttributes?.indexedFields ?? {};
    expect(
      Object.keys(attributes)
        .filter((name) => name.startsWith('Kap'))
        .sort(),
    ).toEqual([...['KapNextDeadline', 'KapOnHold', 'KapPhase', 'KapProtocol', 'KapWaitingOn']]);
    const shown = Object.values(attributes)
      .map(({ data }) => Buffer.from(data ?? []).toString())
      .join(' ');
    for (const secret of [CLIENT_NAME, CLIENT_ADDRESS, MARKER]) expect(shown).not.toContain(secret);
    expect(memo ?? {}).toEqual({});
  });

  it('sees no plain text in the raw history: payloads are sealed, failure messages encoded', async () => {
    const from = courseUntil(({ referral, sessions }) => !referral && sessions.length > 0);
    const course = await courses().start({ from });
    courses().mail.behave('refuse-permanently');
    const [session] = from.course.sessions;
    if (!session) throw new Error('a session is booked');
    await course.skipTo(session.start);
    const { name, ...payload } = { ...signal('sessionCompleted', { session: session.ref }), note: MARKER };
    await course.handle.signal(name, payload);
    await course.eventOf('messageUndelivered', ({ how }) => how === 'referralFailed');
    await course.report({ ...consents(), note: MARKER });

    const events = await course.history();
    const raw = Buffer.from(temporal.api.history.v1.History.encode({ events }).finish()).toString('latin1');
    for (const secret of [
      CLIENT_NAME,
      CLIENT_ADDRESS,
      MARKER,
      'consentSigned":',
      '"consents"',
      'telehealth',
    ]) {
      expect(raw).not.toContain(secret);
    }
    expect(raw).toContain('binary/encrypted-throughline-v1');
    const failed = events.flatMap(({ activityTaskFailedEventAttributes: failure }) => failure?.failure ?? []);
    expect(failed).toMatchObject([{ message: 'Encoded failure', stackTrace: '' }]);
    expect(failed[0]?.encodedAttributes?.data?.length).toBeGreaterThan(0);
    // The event itself kept the text: it was sealed, not lost.
    expect(JSON.stringify(await course.events())).toContain(MARKER);
  });
});

describe('a request to cancel, from the Temporal UI', () => {
  it('does not end the course: its clocks, Updates and Signals go on', async () => {
    const course = await courses().start();
    await course.report(consents());
    await course.settled();
    await course.handle.cancel();
    await until(
      'the request is in the history',
      () => course.count('EVENT_TYPE_WORKFLOW_EXECUTION_CANCEL_REQUESTED'),
      (requests) => requests === 1,
    );
    expect(await course.report(book('preparation', '2036-01-10T14:00:00-08:00'))).toMatchObject({
      accepted: true,
    });
    await course.handle.signal('consentSigned', { by: { role: 'client', id: 'c' }, kinds: ['part2'] });
    await course.skipTo('2036-01-10T14:00:00.000Z' as never);
    await course.settled();
    expect(await course.messagesOf('sessionReminder')).toMatchObject([{ state: 'sent' }]);
    expect(await course.eventsOf('consentSigned')).toHaveLength(2);
    expect((await course.handle.describe()).status.name).toBe('RUNNING');
    expect(await course.count('EVENT_TYPE_WORKFLOW_TASK_FAILED')).toBe(0);
  });
});
