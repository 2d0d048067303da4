import { Email, PersonName, Phone, telephoneUri } from '../../src/catalog/contact';
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

describe('a phone number', () => {
  it.each([
    ...[
      '+1 503 555 0100',
      '(503) 555-0100',
      '503.555.0100',
      '1-503-555-0100',
      '+442079460958',
      '+49 30 901820',
    ],
    ...['+1 503 555 0100 x12', '503 555 0100 ext. 4', '503-555-0100 ext 12345', '503 555 0100 extension 7'],
  ])('is one that can be dialed: %s', (phone) => {
    expect(reads(Phone, phone)).toBe(phone);
  });

  it('is kept without blanks around it', () => {
    expect(reads(Phone, ' 503 555 0100\n')).toBe('503 555 0100');
  });

  it.each([
    ...['', '     ', '()()()()', '-------', '+', '12345', '1234567890123456', 'call me', '503 555 0100 x'],
    ...['503 555 0100 / 503 555 0101', '503 555 0100 503 555 0101', '503 555 0100 or 503 555 0101'],
    ...['++15035550100', '1+5035550100', '٥٠٣٥٥٥٠١٠٠', '503 555 0100 x1 x2', 'call 503 555 0100'],
    // Of the right length, but no number: without an area code, or with one that no line can have.
    ...['555-0100', '+1 555 0100', '0000000000', '1234567890', '503 155 0100', '911', '503 555 01001'],
  ])('is not %j', (phone) => {
    expect(Phone.safeParse(phone).success).toBe(false);
  });

  it.each([
    ['(503) 555-0100', 'tel:+15035550100'],
    ['+1 503 555 0100 x12', 'tel:+15035550100;ext=12'],
    ['+1 555 0100', 'tel:+15550100'],
  ])('%s is dialed by a link, its extension apart', (phone, uri) => {
    expect(telephoneUri(phone)).toBe(uri);
  });
});

describe('an e-mail address', () => {
  const label = 'a'.repeat(63);
  it.each([
    ...['ada@example.org', "o'hara@example.org", 'ada.b+kap_2@mail.example.co.uk', 'a&b@example.org'],
    ...[
      'ada/b=c@example.org',
      '{ada}|b~c@example.org',
      'a@b.museum',
      '1@2.example',
      'ada@xn--bcher-kva.example',
    ],
    ...['_ada-@example.org', `${'x'.repeat(64)}@${label}.example`, 'ada@example.xn--p1ai'],
  ])('is taken as the standard has it: %s', (address) => {
    expect(reads(Email, address)).toBe(address);
  });

  it('is kept without blanks around it, its domain as servers know it', () => {
    expect(reads(Email, ' Ada.B@Example.ORG\n')).toBe('Ada.B@example.org');
    expect(reads(Email, 'ada@bücher.example')).toBe('ada@xn--bcher-kva.example');
  });

  it.each([
    ...['', ' ', 'ada', 'ada@', '@example.org', 'ada@localhost', 'ada@example..org', 'ada@example.org.'],
    ...['.ada@example.org', 'ada.@example.org', 'a..b@example.org', 'ada b@example.org', 'ada@exa mple.org'],
    ...['ada@example.org, bo@example.org', 'ada@example.org;bo@example.org', 'Ada <ada@example.org>'],
    ...['ada@-example.org', 'ada@example-.org', 'ada@[127.0.0.1]', 'ada@127.0.0.1', 'ada@b@example.org'],
    ...[
      'mailto:ada@example.org',
      '"ada"@example.org',
      'ada@example.org\r\nBcc: bo@example.org',
      'ada@example_.org',
    ],
    ...['adá@example.org', 'ada\u200b@example.org', 'ada@exam\u00adple.org', 'ada@example.o'],
    ...[
      `${'x'.repeat(65)}@example.org`,
      `ada@${'a'.repeat(64)}.example`,
      `a@${`${label}.`.repeat(4)}example`,
    ],
  ])('is not %j', (address) => {
    expect(Email.safeParse(address).success).toBe(false);
  });
});

describe('a reason', () => {
  it('can be read by somebody', () => {
    expect(Reason.safeParse('\u200b\u200b\u200b').success).toBe(false);
    expect(Reason.safeParse('\u0301\u0301\u0301').success).toBe(false);
    expect(Reason.safeParse('as agreed').success).toBe(true);
  });
});
