/** The e-mails a course will send by itself, known ahead: they go out as planned if nothing else happens. */
import { plannedMessages } from '../../../src/course/status/planned';
import { settle } from '../../../src/course/step';
import { plusHours } from '../../../src/time/instant';
import { after } from '../support/given';
import { report } from '../support/signals';

describe('the planned messages of a course', () => {
  it('are those that go out, at those instants, if nobody does anything', () => {
    const { course, now } = after('support for dosing 1');
    const until = plusHours(now, 7 * 24);
    const planned = plannedMessages(course, now).filter(({ at }) => at <= until);
    expect(planned.map(({ template }) => template)).toContain('sessionReminder');
    const [first] = planned;
    if (!first) throw new Error('nothing is planned');
    const sent = settle(course, first.at).events.flatMap((event) =>
      event.type === 'messageDue' ? [{ at: event.at, key: event.message.key }] : [],
    );
    expect(sent).toContainEqual({ at: first.at, key: first.key });
    expect([...planned].sort((a, b) => (a.at < b.at ? -1 : 1))).toEqual(planned);
  });

  it('do not repeat what was sent', () => {
    const scene = after('support for dosing 1');
    const [first] = plannedMessages(scene.course, scene.now);
    const later = scene.at(first?.at ?? scene.now);
    expect(plannedMessages(later.course, later.now).map(({ key }) => key)).not.toContain(first?.key);
  });

  it('say what will not go out, and why', () => {
    const scene = after('support for dosing 1');
    const reminder = (changed: typeof scene) =>
      plannedMessages(changed.course, changed.now).find(({ template }) => template === 'sessionReminder');
    expect(reminder(scene)).not.toHaveProperty('withheld');
    expect(reminder(scene.when(report('consentRevoked', { kinds: ['electronicMessages'] })))).toMatchObject({
      withheld: 'not-consented',
    });
    const hold = report('holdPlaced', { reason: 'as agreed', reviewOn: '2027-03-20T10:00-08:00' });
    expect(reminder(scene.when(hold))).toMatchObject({ withheld: 'on-hold' });
  });
});
