/** A practice with one client in a database of its own, and courses with messages that are due. */
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import type { MessageToSend, Recorded } from '../../../src/course/events';
import { instant, toMs, type Instant } from '../../../src/time/instant';
import type { Store } from '../../../src/store';
import type { CourseSummary } from '../../../src/store/contract';
import { freshStore } from '../../support/store';

export const CLIENT_ADDRESS = 'someone@mail.example';
export const NOW = instant('2027-03-14T16:00:00Z');

export interface PracticeUnderTest {
  store: Store;
  /** A course with these messages due; returns its id. */
  courseWith(...messages: MessageToSend[]): Promise<string>;
}

export async function practiceUnderTest(): Promise<PracticeUnderTest> {
  const store = await freshStore();
  await store.practice.save({
    name: 'Cedar Practice LLC',
    zone: 'America/Los_Angeles',
    senderName: 'Cedar Practice',
    senderAddress: 'office@cedar.example',
    callbackNumber: '+1 503 555 0142',
    closedDays: [],
    contacts: {
      therapist: { email: 'therapist@cedar.example' },
      partner: { email: 'intake@partner.example' },
    },
  });
  await store.clients.add({
    id: 'client-1',
    name: 'Robin Example',
    email: CLIENT_ADDRESS,
    zone: 'America/Denver',
    unsubscribeToken: 'unsubscribe-me-1',
    createdAt: NOW,
  });
  let courses = 0;
  return {
    store,
    async courseWith(...messages) {
      const course = `c-${++courses}`;
      const pinned = { protocol: 'calm', protocolVersion: 1, startedAt: NOW };
      await store.courses.register({ id: course, client: 'client-1', ...pinned });
      await commit(store, course, messages.map(dueEvent));
      return course;
    },
  };
}

/** Stores one first step with these events. */
export async function commit(store: Store, course: string, events: Recorded[]): Promise<void> {
  const summary: CourseSummary = {
    phase: 'preparation',
    waitingOn: 'client',
    onHold: false,
    balanceCents: 0,
    tasks: [],
  };
  await store.commitStep({
    course,
    revision: 1,
    at: NOW,
    events,
    refusals: [],
    consumed: [],
    signals: [],
    summary,
  });
}

const dueEvent = (message: MessageToSend, index: number): Recorded => ({
  type: 'messageDue',
  message,
  at: NOW,
  ...recordedAs(index),
});

export const recordedAs = (index: number) => ({
  seq: index + 1,
  recordedAt: NOW,
  cause: 'test',
  by: { role: 'system' as const, id: 'clock' },
});

export const reminder = (change: Partial<MessageToSend> = {}): MessageToSend => ({
  key: 'sessionReminder:dosing-1.0-24:client',
  template: 'sessionReminder',
  to: 'client',
  safety: false,
  staleAt: instant('2027-03-15T17:00:00Z'),
  facts: { session: 'dosing-1', start: instant('2027-03-15T17:00:00Z'), minutes: 180, revision: 0 },
  ...change,
});

export const page = (): MessageToSend =>
  reminder({
    key: 'safetyPage:1:therapist',
    template: 'safetyPage',
    to: 'therapist',
    safety: true,
    facts: {},
  });

/** An attempt of an activity, as the server would start it. */
export function attempt(
  number: number,
  { at = NOW, heartbeat }: { at?: Instant; heartbeat?: unknown } = {},
): MockActivityEnvironment {
  const info = {
    attempt: number,
    activityId: '7',
    workflowExecution: { workflowId: 'course', runId: 'run-1' },
    currentAttemptScheduledTimestampMs: toMs(at),
    heartbeatDetails: heartbeat,
  };
  // Failures are what many of these tests are about; the worker's warnings would drown the rest.
  return new MockActivityEnvironment(info, { logger: new DefaultLogger('ERROR') });
}
