import { previewOf } from '../../src/messages/preview';
import type { MessageFacts } from '../../src/course/events';
import { instant } from '../../src/time/instant';
import type { TemplateId } from '../../src/vocabulary/templates';
import { readCalendar } from './support/calendarReader';
import { leaksOf } from './support/leaks';

const OFFICE = '12 Cedar Street, Suite 4, Portland, OR 97201';
const VIDEO = 'https://video.example/cedar';
const HERE = { officeAddress: OFFICE, videoLink: VIDEO };

/** The preview's client is in Denver, its practice in Los Angeles. */
const facts = (setting?: MessageFacts['setting']): MessageFacts => ({
  ...{ session: 'preparation-1', start: instant('2027-01-20T17:00Z'), minutes: 50, revision: 0 },
  ...(setting && { setting }),
});
const mail = (
  setting?: MessageFacts['setting'],
  practice: Parameters<typeof previewOf>[2] = HERE,
  template: TemplateId = 'sessionBooked',
) => previewOf(template, facts(setting), practice);
const calendar = (...of: Parameters<typeof mail>) =>
  mail(...of).icalEvent?.content.replaceAll(/\r\n /g, '') ?? '';

describe('a session at the office', () => {
  it.each(['sessionBooked', 'sessionMoved', 'sessionReminder'] as const)(
    'is in the clinic’s zone: %s',
    (id) => {
      const { text, html } = mail('inPerson', HERE, id);
      expect(text).toContain(
        'When: Wednesday, January 20, 2027 at 9:00 AM (Pacific Standard Time; in your time zone 10:00 AM, Mountain Standard Time)',
      );
      expect(text).toContain(`Where: At our office: ${OFFICE}`);
      for (const part of [
        '9:00 AM',
        'Pacific Standard Time',
        '10:00 AM, Mountain Standard Time',
        'At our office',
        OFFICE,
      ])
        expect(html).toContain(part);
    },
  );

  it('shows one zone if the client’s clock shows the same', () => {
    const { text } = mail('inPerson', { ...HERE, zone: 'America/Boise' });
    expect(text).toContain('When: Wednesday, January 20, 2027 at 10:00 AM (Mountain Standard Time)\n');
  });

  it('names the day where the client is, if it is another one', () => {
    const { text } = mail('inPerson', { ...HERE, zone: 'Asia/Tokyo' });
    expect(text).toContain(
      'Thursday, January 21, 2027 at 2:00 AM (Japan Standard Time; in your time zone Wednesday, January 20, 2027 at 10:00 AM, Mountain Standard Time)',
    );
  });

  it('is at the office in the calendar, in the clinic’s zone', () => {
    const text = calendar('inPerson');
    expect(text).toContain('DTSTART;TZID=America/Los_Angeles:20270120T090000');
    expect(text).toContain(`LOCATION:At our office: ${OFFICE.replaceAll(',', '\\,')}\r\n`);
    expect(readCalendar(text).start).toBe(Date.parse('2027-01-20T17:00Z'));
  });

  it('is canceled in the clinic’s zone', () => {
    expect(mail('inPerson', HERE, 'sessionCancelled').text).toContain(
      'Your appointment on Wednesday, January 20, 2027 at 9:00 AM (Pacific Standard Time; in your time zone 10:00 AM, Mountain Standard Time) is canceled.',
    );
  });

  it('is at the office also before the practice has entered its address', () => {
    expect(mail('inPerson', {}).text).toContain('Where: At our office\n');
    expect(calendar('inPerson', {})).toContain('LOCATION:At our office\r\n');
  });
});

describe('a session by video', () => {
  it('is in the client’s zone, with the link', () => {
    const { text, html } = mail('remote');
    expect(text).toContain('When: Wednesday, January 20, 2027 at 10:00 AM (Mountain Standard Time)\n');
    expect(text).toContain(`Where: By video: ${VIDEO}`);
    expect(text).not.toContain(OFFICE);
    expect(html).toContain(`<a href="${VIDEO}"`);
    expect(calendar('remote')).toContain('DTSTART;TZID=America/Denver:20270120T100000');
    expect(calendar('remote')).toContain(`LOCATION:By video: ${VIDEO}\r\n`);
  });

  it('is by video also without a link', () => {
    expect(mail('remote', {}).text).toContain('Where: By video\n');
  });
});

describe('a house call', () => {
  it('is at the client’s home, in their zone', () => {
    const { text } = mail('houseCall');
    expect(text).toContain('10:00 AM (Mountain Standard Time)\n');
    expect(text).toContain('Where: At your home\n');
    expect(calendar('houseCall')).toContain('LOCATION:At your home\r\n');
  });
});

describe('where a message says nothing of a place', () => {
  it.each([
    ['a session whose setting is not known', mail()],
    ['a message without an appointment', previewOf('welcome', {}, HERE)],
    ['a question with the time in its text', mail('remote', HERE, 'supportPersonAsk')],
    ['a message to staff', mail('inPerson', HERE, 'supportPersonUnconfirmed')],
  ])('%s', (_, { text, icalEvent }) => {
    expect(text).not.toMatch(/Where:|office|video|home/);
    expect(icalEvent?.content ?? '').not.toContain('LOCATION');
  });
});

it.each(['inPerson', 'remote', 'houseCall'] as const)('%s reveals nothing', (setting) => {
  expect(leaksOf(mail(setting))).toEqual([]);
});
