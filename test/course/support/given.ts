/** Given a course, when signals arrive or time passes, then … One chain reads as one rule. */
import { sessionOf } from '../../../src/course/selectors/sessions';
import { forecast } from '../../../src/course/forecast/forecast';
import type { EventType, Recorded, RecordedOf } from '../../../src/course/events';
import { instant, latest, plusHours, type Instant } from '../../../src/time/instant';
import type { Course, Session } from '../../../src/course/state';
import { nextDeadline, pending, settle, take, type Taken } from '../../../src/course/step';
import { status, type Status } from '../../../src/course/status/status';
import type { Signal } from '../../../src/catalog/signals';
import type { Role } from '../../../src/catalog/shapes';
import { courseAfter, type Milestone, type Setup } from './courses';
import { onTheWall } from './zoned';

/** At least one: for none, each expectation has a twin with `No` or `Not`. */
type OneOrMore = [first: string, ...more: string[]];

export const given = (course: Course): Scene => new Scene(course, course.clock, []);

/** Given a course that has just reached `milestone`. */
export const after = (milestone: Milestone, setup: Setup = {}): Scene => given(courseAfter(milestone, setup));

/**
 * A course at an instant, and what has happened since it was given. After a refused signal, only
 * `thenRejected` may follow: a spec that goes on after a refusal it does not expect throws.
 */
export class Scene {
  private refusalExpected = false;

  constructor(
    private readonly state: Course,
    private readonly instant: Instant,
    private readonly recorded: readonly Recorded[],
    private readonly last?: Taken,
  ) {}

  get course(): Course {
    this.throwIfRefused();
    return this.state;
  }

  get now(): Instant {
    this.throwIfRefused();
    return this.instant;
  }

  get events(): readonly Recorded[] {
    this.throwIfRefused();
    return this.recorded;
  }

  private throwIfRefused(): void {
    if (!this.last || this.last.answer.accepted || this.refusalExpected) return;
    const why = this.last.reasons.map(({ code, sentence }) => `${code}: ${sentence}`).join(' ');
    throw new Error(`a step was refused that the spec does not expect to be: ${why}`);
  }

  /** Time passes: every obligation on the way comes due at its own instant. */
  at(when: string): Scene {
    const end = instant(when);
    if (end < this.now) throw new RangeError(`${when} is before ${this.now}`);
    let { course } = this;
    const events = [...this.events];
    let { now } = this;
    const next = () => nextDeadline(course, now);
    for (let due = next(); due !== undefined && due <= end; due = next()) {
      now = latest(due, now);
      const settled = settle(course, now);
      if (settled.events.length === 0) throw new Error(`nothing happens at ${due}`);
      course = settled.course;
      events.push(...settled.events);
    }
    return new Scene(course, end, events);
  }

  hours(hours: number): Scene {
    return this.at(plusHours(this.now, hours));
  }

  /** The worker was down until then: what came due is only seen now. */
  wakingAt(when: string): Scene {
    return new Scene(this.course, instant(when), this.events);
  }

  /** These signals are sent now, one after the other. Each but the last must be accepted. */
  when(...signals: Signal[]): Scene {
    return signals.reduce<Scene>((scene, signal) => {
      const taken = take(scene.course, signal, scene.now);
      return new Scene(taken.course, scene.now, [...scene.events, ...taken.events], taken);
    }, this);
  }

  session(ref: string): Session {
    const session = sessionOf(this.course, ref);
    if (!session) throw new Error(`no session ${ref}`);
    return session;
  }

  get status(): Status {
    return status(this.course, this.now);
  }

  get answer(): Taken {
    if (!this.last) throw new Error('no signal has been sent');
    return this.last;
  }

  thenAccepted(): this {
    expect(this.answer).toMatchObject({ answer: { accepted: true }, reasons: [] });
    return this;
  }

  /** Refused, with this code first. Changes nothing but the answer; these roles can resolve it. */
  thenRejected(code: string, ...resolvableBy: Role[]): this {
    expect(this.answer.answer).toEqual({ accepted: false, code });
    expect(this.answer.reasons[0]).toMatchObject({ code, ...(resolvableBy.length > 0 && { resolvableBy }) });
    expect(this.answer.events).toEqual([]);
    this.refusalExpected = true;
    return this;
  }

  /** The events that the last signal itself caused. */
  thenEvents(...types: [EventType, ...EventType[]]): this {
    const { events, answer } = this.answer;
    expect(answer).toEqual({ accepted: true });
    const own = events.filter(({ cause }) => cause === events[0]?.cause);
    expect(own.map(({ type }) => type)).toEqual(types);
    return this;
  }

  /** When, on the client's wall clock, messages of this template have gone out since; to all, or to one. */
  sent(template: string, to?: string): string[] {
    return this.all('messageDue')
      .filter(({ message }) => message.template === template && (to ?? message.to) === message.to)
      .map(({ at }) => onTheWall(this.course.client.zone, at));
  }

  /** Messages of this template have gone out since, to anyone, at these times and no others. */
  thenMessages(template: string, ...times: OneOrMore): this {
    expect({ template, times: this.sent(template) }).toEqual({ template, times });
    return this;
  }

  thenNoMessages(template: string): this {
    expect({ template, times: this.sent(template) }).toEqual({ template, times: [] });
    return this;
  }

  thenMessagesTo(to: string, template: string, ...times: OneOrMore): this {
    expect({ template, to, times: this.sent(template, to) }).toEqual({ template, to, times });
    return this;
  }

  thenNoMessagesTo(to: string, template: string): this {
    expect({ template, to, times: this.sent(template, to) }).toEqual({ template, to, times: [] });
    return this;
  }

  thenDropped(template: string, reason: string): this {
    const dropped = this.all('messageDropped').filter((each) => each.template === template);
    expect(dropped.map((each) => each.reason)).toEqual([reason]);
    return this;
  }

  /** When messages of this template are still to go out, in the client's time. */
  private owed(template: string): string[] {
    const owed = pending(this.course).flatMap((each) =>
      each.kind === 'message' && each.message.template === template ? [each.due] : [],
    );
    return owed.sort().map((at) => onTheWall(this.course.client.zone, at));
  }

  thenOwed(template: string, ...times: OneOrMore): this {
    expect({ template, times: this.owed(template) }).toEqual({ template, times });
    return this;
  }

  thenNotOwed(template: string): this {
    expect({ template, times: this.owed(template) }).toEqual({ template, times: [] });
    return this;
  }

  thenTask(kind: string, role: string): this {
    const tasks = Object.values(this.course.tasks).map((each) => `${each.kind} for ${each.role}`);
    expect(tasks).toContain(`${kind} for ${role}`);
    return this;
  }

  thenNoTask(kind: string): this {
    expect(Object.values(this.course.tasks).map((each) => each.kind)).not.toContain(kind);
    return this;
  }

  /** Exactly these gates are closed before the next dosing session. */
  thenGates(...codes: OneOrMore): this {
    expect(this.status.gates.map(({ code }) => code)).toEqual(codes);
    return this;
  }

  thenNoGates(): this {
    expect(this.status.gates.map(({ code }) => code)).toEqual([]);
    return this;
  }

  all<T extends EventType>(type: T): RecordedOf<T>[] {
    return this.events.filter((each): each is RecordedOf<T> => each.type === type);
  }

  forecast(proposed?: Signal) {
    return forecast(this.course, this.now, proposed && { proposed });
  }
}
