import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fill, reason, type Reason, REASON_CODES, REASON_TEXTS, TOPICS } from '../../src/vocabulary/reasons';
import { describeReasons } from '../../src/vocabulary/reasons/describe';
import { TASKS } from '../../src/vocabulary/tasks';
import { forbiddenIn } from '../support/forbiddenPhrases';

const SRC = path.resolve(__dirname, '../../src');
const MOST_CHARACTERS = 140;

/** The longest that each blank is likely to be filled with. */
const LONGEST: Record<string, string | number> = {
  alternative: 'practiceCalendarChanged',
  approved: 10,
  charge: 'charge-100',
  choices: 'supply-10 (prescribed 2027-01-22), supply-11 (prescribed 2027-02-22)',
  consents: 'electronicMessages, treatment, telehealth, groupSessions',
  count: 20,
  counted: 100,
  criteria: '“The client meets the inclusionary and acceptance criteria for KAP”',
  date: '2027-01-22',
  days: 365,
  done: 10,
  doses: 100,
  dosings: 20,
  estimate: 'estimate-2027-01-22-second',
  field: 'items[19]',
  gate: 'support-person-unconfirmed',
  given: 21,
  hold: 'hold-10',
  instead: 'America/Los_Angeles',
  instructions: 'instructions-2027-01-22',
  instrument: 'PHQ-9',
  kind: 'preparation or medical',
  kinds: 'preparation or medical',
  lower: '$12,000.00',
  minimum: 12,
  most: 100,
  needed: 'in progress or under observation',
  opening: 'Talk about intentions, concerns and fit',
  order: 'order-2027-01-22-second',
  ordered: 'intramuscular',
  out: 100,
  outcome: 'lost to follow-up',
  owner: 'prescriber',
  package: 'eight-sessions-with-integration',
  payment: 'payment-100',
  place: 'US-ABC',
  prescribed: 100,
  problem: 'must be 1 to 100 letters, digits or . : _ -',
  protocol: 'healingmaps',
  range: '$10,000.00–$12,000.00',
  reading: '120/300',
  roles: 'client, support person, front desk, therapist',
  route: 'intravenous',
  routes: 'intravenous, intramuscular, nasal, oral, sublingual',
  session: 'preparation-12',
  sessions: 'sessions',
  settings: 'by video or in person',
  signal: 'practiceCalendarChanged',
  status: 'under observation',
  steps: 1500,
  supply: 'supply-12',
  task: 'acknowledge-dose-change:order-2027-01-22',
  upper: '$12,000.00',
  version: 100,
  zone: 'America/Argentina/Buenos_Aires',
};

const blanksOf = (sentence: string): string[] =>
  [...sentence.matchAll(/\{(\w+)\}/g)].flatMap(([, blank]) => blank ?? []);

/** What is wrong with the form of a sentence. */
const problemsOf = (sentence: string): string[] => [
  ...(sentence.endsWith('.') && !sentence.endsWith('..') ? [] : ['must end with one full stop']),
  ...(sentence.length <= MOST_CHARACTERS ? [] : [`has ${sentence.length} characters`]),
  ...(/^[\p{Lu}“]/u.test(sentence) ? [] : ['must start with a capital']),
  ...(sentence.includes(';') ? ['must not have a semicolon'] : []),
  ...(/['"]/.test(sentence) ? ['must have typographic quotes'] : []),
  ...forbiddenIn(sentence),
];

/** A blank at the start is a name of the API as it is. */
const spoken = (sentence: string): string => fill(sentence.replace(/^\{\w+\}/, 'It'), LONGEST);

describe('every sentence of the catalog of reasons', () => {
  it.each(REASON_TEXTS)('is plain, short and whole: $key', ({ sentence }) => {
    expect(blanksOf(sentence).filter((blank) => !(blank in LONGEST))).toEqual([]);
    expect(problemsOf(spoken(sentence))).toEqual([]);
    expect(fill(sentence, LONGEST).length).toBeLessThanOrEqual(MOST_CHARACTERS);
  });

  it('is there once', () => {
    const sentences = REASON_TEXTS.map(({ sentence }) => sentence);
    expect(sentences.filter((each, index) => sentences.indexOf(each) !== index)).toEqual([]);
  });

  it('is given by some call, and no call writes its own', () => {
    const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.includes(path.join('vocabulary', 'reasons')))
      .map((file) => readFileSync(path.join(SRC, file), 'utf8'));
    const code = files.join('\n');
    const given = new Set([...code.matchAll(/\breason(?:\(|:)\s*'([\w:-]+)'/g)].map(([, key]) => key));
    expect(REASON_TEXTS.filter(({ key }) => !given.has(key)).map(({ key }) => key)).toEqual([]);
    expect(code).not.toMatch(/\bsentence: ['"`][^\n]*\n?\s*resolvableBy: \[/);
  });
});

describe('every sentence of a task', () => {
  it.each(Object.entries(TASKS))('is plain, short and whole: %s', (_kind, sentence) => {
    expect(problemsOf(sentence)).toEqual([]);
  });
});

describe('the check of a sentence', () => {
  it.each([
    ['No session is booked', 'must end with one full stop'],
    ['No session is booked..', 'must end with one full stop'],
    [`${'The course is on hold '.repeat(7)}.`, 'has 155 characters'],
    ['no session is booked.', 'must start with a capital'],
    ['No session is booked; book one.', 'must not have a semicolon'],
    ["The client's labs are old.", 'must have typographic quotes'],
    ['A session is booked for a time still to come.', '“still to come”: write “in the future”'],
  ])('refuses “%s”', (sentence, problem) => {
    expect(problemsOf(sentence)).toEqual([problem]);
  });
});

describe('a reason code', () => {
  it('belongs to one topic', () => {
    const codes = Object.values(TOPICS).flatMap((topic) => Object.keys(topic));
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
    expect(new Set(codes)).toEqual(new Set(REASON_CODES));
  });
});

describe('a reason', () => {
  it('is filled in with the facts of the case', () => {
    expect(reason('zone-same', { zone: 'America/New_York' })).toEqual({
      code: 'zone-same',
      sentence: 'The client’s time zone is already America/New_York.',
      resolvableBy: ['frontDesk'],
    });
  });

  it('names the roles of the case, where the call gives them', () => {
    expect(reason('session-unknown', { session: 'dosing-9' }, ['biller'])).toMatchObject({
      resolvableBy: ['biller'],
    });
    expect(reason('hold-not-yours:pause', { owner: 'prescriber' }, ['prescriber'])).toEqual({
      code: 'hold-not-yours',
      sentence: 'Only the prescriber can end this pause.',
      resolvableBy: ['prescriber'],
    });
  });

  it('takes only what the catalog asks for', () => {
    const calls = [
      // @ts-expect-error the session is missing
      () => reason('session-unknown'),
      // @ts-expect-error a blank that the sentence does not have
      () => reason('session-unknown', { session: 'dosing-9', owner: 'lead' }),
      // @ts-expect-error the roles vary, so the call must name them
      () => reason('review-in-the-past'),
      // @ts-expect-error a code with several sentences
      () => reason('vitals-missing'),
      // @ts-expect-error no such code
      () => reason('no-such-code'),
    ];
    expect(calls.at(-1)).toThrow('no reason no-such-code');
  });
});

describe('a reason written by hand', () => {
  it('is refused by the compiler, even if it looks like one of the catalog', () => {
    const { code, sentence, resolvableBy } = reason('labs-owed:never');
    // @ts-expect-error only `reason` makes reasons
    const copy: Reason = { code, sentence, resolvableBy };
    expect(copy).toEqual(reason('labs-owed:never'));
  });
});

describe('docs/reasons.md', () => {
  it('lists the catalog as it is', () => {
    expect(readFileSync('docs/reasons.md', 'utf8')).toBe(describeReasons());
  });
});
