/** The invented clients of the demo practice: every list has something to show, whatever the day. */
import type { Course } from '../../../src/course/state';
import { attention } from '../../../src/course/status/attention';
import { status } from '../../../src/course/status/status';
import { loadProtocol } from '../../../src/protocols/load';
import { DEMO_CLIENTS } from '../../../src/stack/demo/clients';
import { live } from '../../../src/stack/demo/lives';
import { instant, plusHours, type Instant } from '../../../src/time/instant';

const PRACTICE = { zone: 'America/Los_Angeles', closedDays: [] };

function lived(now: Instant): Map<string, Course> {
  return new Map(
    DEMO_CLIENTS.map(({ name, zone, protocol, life }) => {
      const start = { course: name, protocol: loadProtocol(protocol), practice: PRACTICE, client: { zone } };
      return [name, live(start, life, now).course];
    }),
  );
}

// A Sunday morning, a Wednesday noon, and a Friday night in the practice.
describe.each(['2026-11-29T17:00:00Z', '2027-03-17T19:00:00Z', '2027-07-03T06:30:00Z'])('at %s', (at) => {
  const now = instant(at);
  const courses = lived(now);
  const of = (name: string): Course => {
    const course = courses.get(name);
    if (!course) throw new Error(`there is no ${name}`);
    return course;
  };

  it('no course is ahead of its time', () => {
    for (const course of courses.values()) expect(course.clock <= now).toBe(true);
  });

  it('sessions are booked for the next hours: one is ready, one cannot start', () => {
    const soon = (name: string) =>
      status(of(name), now).facts.sessions.filter(
        ({ start, status: state }) => state === 'scheduled' && start > now && start < plusHours(now, 5),
      );
    expect(soon('Morgan Mockup').map(({ closedGates }) => closedGates)).toEqual([[]]);
    expect(soon('Sam Sample')[0]?.closedGates?.length).toBeGreaterThan(0);
    expect(soon('Jo Testcase')).toHaveLength(1);
  });

  it('sessions are booked for the next days', () => {
    const ahead = ['Bo Standin', 'Noa Samplename', 'Rey Dummy', 'Uma Unreal'].map((name) =>
      status(of(name), now).facts.sessions.some(
        ({ start, status: state }) => state === 'scheduled' && start > plusHours(now, 10),
      ),
    );
    expect(ahead).toEqual([true, true, true, true]);
  });

  it('one integration is to be booked, one was missed, one course is on hold, one client is silent', () => {
    expect(status(of('Kim Demo'), now).phase).toBe('integrationDue');
    expect((attention(of('Pat Placeholder')).breachAt ?? '9') <= now).toBe(true);
    expect(of('Alex Invented').holds).toHaveLength(1);
    expect((attention(of('Lee Fixture')).silentFrom ?? '9') <= now).toBe(true);
  });

  it('one mail failed, one course is in maintenance, one is closed', () => {
    expect(Object.values(of('Gray Fictional').undelivered)).toContain('failed');
    expect(status(of('Frankie Pretend'), now).phase).toBe('maintenance');
    expect(of('Harper Nobody').closed?.outcome).toBe('completed');
  });

  it('the phases are many', () => {
    const phases = new Set([...courses.values()].map((course) => status(course, now).phase));
    expect(phases.size).toBeGreaterThanOrEqual(8);
  });
});
