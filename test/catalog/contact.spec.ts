import { PersonName, Phone } from '../../src/catalog/contact';
import { Reason } from '../../src/catalog/shapes';

const reads = (schema: typeof PersonName, text: string): string | undefined => schema.safeParse(text).data;

describe('a name', () => {
  it.each([
    ...['Ada Example', "Siobhán O'Brien-Quill", '王小明', 'محمد علی', 'Nguyễn Văn A', 'Ada (Sam) 2nd'],
    // A joiner that Persian needs, and a variant of a character as a Japanese family writes it.
    ...['می\u200cخواهم', '葛\u{e0100}城'],
  ])('is taken as people write it: %s', (name) => {
    expect(reads(PersonName, name)).toBe(name.normalize('NFC'));
  });

  it('is kept in one form, without blanks around it', () => {
    expect(reads(PersonName, '  Zoe\u0308 Example\u00a0')).toBe('Zoë Example');
  });

  it.each([
    ['nothing', ''],
    ['blanks', ' \u00a0\u3000 '],
    ['a zero-width space', '\u200b'],
    ['joiners alone', '\u200d\u200c'],
    ['fillers that look like nothing', '\u3164\u115f\uffa0'],
    ['combining marks alone', '\u0301\u0308'],
    ['a Braille blank', '\u2800'],
    ['punctuation alone', '...'],
    ['a picture alone', '😀'],
    ['a control that turns the text around', 'Ada\u202eelpmaxE'],
    ['an isolate', 'Ada\u2066'],
    ['a mark of direction', '\u200fAda'],
    ['a byte order mark', 'A\ufeffda'],
    ['a soft hyphen', 'A\u00adda'],
    ['a tag', 'Ada\u{e0041}'],
    ['two lines', 'Ada\nExample'],
    ['a line separator', 'Ada\u2028Example'],
    ['a tab', 'Ada\tExample'],
    ['too much', 'x'.repeat(201)],
  ])('is not %s', (_, name) => {
    expect(PersonName.safeParse(name).success).toBe(false);
  });
});

describe('a telephone number', () => {
  it.each([
    ...['+1 503 555 0100', '(503) 555-0100', '503.555.0100', '555-0100', '+442079460958'],
    ...['+1 503 555 0100 x12', '503 555 0100 ext. 4', '503-555-0100 ext 12345'],
  ])('is one that can be dialed: %s', (phone) => {
    expect(reads(Phone, phone)).toBe(phone);
  });

  it.each([
    ...['', '     ', '()()()()', '-------', '+', '12345', '1234567890123456', 'call me', '503 555 0100 x'],
    ...['503 555 0100 / 503 555 0101', '503 555 0100\n', '++15035550100', '1+5035550100', '٥٠٣٥٥٥٠١٠٠'],
  ])('is not %j', (phone) => {
    // Blanks around it are taken off.
    expect(Phone.safeParse(phone).success).toBe(phone === '503 555 0100\n');
  });
});

describe('a reason', () => {
  it('can be read by somebody', () => {
    expect(Reason.safeParse('\u200b\u200b\u200b').success).toBe(false);
    expect(Reason.safeParse('\u0301\u0301\u0301').success).toBe(false);
    expect(Reason.safeParse('as agreed').success).toBe(true);
  });
});
