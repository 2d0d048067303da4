/** What people read outside the app: documents, e-mails, the API’s description and the commands’ help. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { openApiDocument } from '../../src/api/openapi/openapi';
import { addCommands } from '../../src/cli/commands';
import { inquiryMail } from '../../src/messages/inquiryMail';
import { linksAt } from '../../src/messages/links';
import { previewOf } from '../../src/messages/preview';
import type { Inquiry } from '../../src/store';
import { instant } from '../../src/time/instant';
import { INQUIRY_MAILS } from '../../src/vocabulary/inquiries';
import { TEMPLATE_IDS } from '../../src/vocabulary/templates';
import { alarmMail } from '../../src/watch/alarmMail';
import { forbiddenIn } from '../support/forbiddenPhrases';

const ROOT = path.resolve(__dirname, '../..');
const FOLDERS = ['docs', 'bench', 'docker', 'protocols', 'scenarios', 'scripts', 'src', 'test', 'tools'];

const documentsIn = (folder: string): string[] =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.join(folder, name));

const DOCUMENTS = [
  ...readdirSync(ROOT).filter((name) => name.endsWith('.md')),
  ...FOLDERS.flatMap(documentsIn),
];

/** Without names of the code, which are as they are. */
const prose = (markdown: string): string => markdown.replace(/`[^`\n]+`/g, '');

/** A line break is no more than a space. */
const problemsOf = (text: string): string[] => forbiddenIn(text.replace(/\s+/g, ' '));

/** Every summary and description in `value`, with where it is. */
function textsOf(value: unknown, at: string): [at: string, text: string][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]): [string, string][] =>
    typeof each === 'string' && ['summary', 'description'].includes(key)
      ? [[`${at}/${key}`, each]]
      : textsOf(each, `${at}/${key}`),
  );
}

const API_TEXTS = textsOf(openApiDocument('http://127.0.0.1:8080'), '');

/** The help of a command and of those under it. */
const helpOf = (command: Command): [name: string, help: string][] => [
  [command.name(), command.helpInformation()],
  ...command.commands.flatMap(helpOf),
];

const program = new Command('throughline');
addCommands(program);

const PRACTICE = {
  ...{ name: 'Cedar Practice', senderName: 'Cedar Practice', senderAddress: 'office@cedar.example' },
  ...{ callbackNumber: '+1 503 555 0142', zone: 'America/Los_Angeles', closedDays: [], contacts: {} },
  ...{ secondFactorRequired: true, partnerCodeRequired: true },
};

const PERSON: Omit<Inquiry, 'id' | 'createdAt'> = {
  ...{ source: 'form', language: 'en', name: 'Ines Invented', reachedBy: 'either', message: '' },
  ...{ answers: [], steps: [], state: 'open', revision: 1, mailTrouble: false },
};

describe('the words of', () => {
  it.each(DOCUMENTS)('the document %s are plain', (document) => {
    expect(problemsOf(prose(readFileSync(path.join(ROOT, document), 'utf8')))).toEqual([]);
  });

  it.each(TEMPLATE_IDS)('the e-mail %s are plain', (id) => {
    const { subject, text } = previewOf(id);
    expect(problemsOf(`${subject} ${text}`)).toEqual([]);
  });

  it.each(['lead', 'engineers'] as const)('the alarm to the %s are plain', (audience) => {
    const at = instant('2027-03-14T16:00:00Z');
    const { subject, text } = alarmMail({
      ...{ audience, at, practice: PRACTICE, to: ['someone@mail.example'] },
      stuck: [{ courseId: 'c-7k2m9q4x', since: at, why: 'tasks-failing' }],
      links: linksAt('https://cedar.example'),
    });
    expect(problemsOf(`${subject} ${text}`)).toEqual([]);
  });

  it.each(INQUIRY_MAILS)('the e-mail %s about an inquiry are plain', (kind) => {
    const at = instant('2027-03-14T16:00:00Z');
    const consult = { start: at, minutes: 15, setting: 'phone', staffId: 't-1', revision: 0 } as const;
    const inquiry = { ...PERSON, id: 'i-7k2m9q4x', createdAt: at };
    const mail = {
      ...{ id: 'm', inquiryId: inquiry.id, kind, createdAt: at, dueAt: at, state: 'pending' as const },
      facts: kind.startsWith('consult') ? { consult } : {},
    };
    const written = { mail, inquiry, at, practice: PRACTICE, to: ['someone@mail.example'] };
    const { subject, text } = inquiryMail({ ...written, links: linksAt('https://cedar.example') }, 1);
    expect(problemsOf(`${subject} ${text}`)).toEqual([]);
  });

  it('the API are plain, with curly apostrophes', () => {
    expect(API_TEXTS.length).toBeGreaterThan(100);
    const straight = (text: string) => (/\p{L}'/u.test(prose(text)) ? ['must have curly apostrophes'] : []);
    const wrong = API_TEXTS.map(([at, text]) => [at, ...problemsOf(prose(text)), ...straight(text)]);
    expect(wrong.filter(([, ...problems]) => problems.length > 0)).toEqual([]);
  });

  it.each(helpOf(program))('the help of the command %s are plain', (_name, help) => {
    expect(problemsOf(help)).toEqual([]);
  });
});

it('a wrong word is found across a line break, but not in a name of the code', () => {
  expect(problemsOf(prose('It is lost for\ngood.'))).toEqual(['“for good”: write “permanently”']);
  expect(problemsOf(prose('The state `cancelled`.'))).toEqual([]);
});
