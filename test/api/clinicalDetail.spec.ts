/** What of a course is only for those who treat clients or lead the practice, by role. */
import request from 'supertest';
import { CLINICAL, STAFF } from '../../src/api/roles';
import { instant } from '../../src/time/instant';
import { taskSentence } from '../../src/vocabulary/calls';
import type { Role } from '../../src/security/tokens';
import { messageIdOf } from '../../src/store/projectMessages';
import { due, step, SUMMARY } from '../store/fixtures';
import { apiApp, type ApiApp } from './support/apiApp';

const AT = instant('2027-01-04T17:00:00.000Z');
const HOLD = { ref: 'hold-1', reason: 'crisis' as const, since: AT, reviewOn: AT };
const [NOTE, TOTAL, WORDS] = ['Spoke of a plan', 23, 'Mornings are too hard now.'];

let api: ApiApp;
let course: string;
beforeAll(async () => {
  api = await apiApp();
  course = await api.newCourse();
  const { ref, reason, reviewOn } = HOLD;
  const decisions = [{ kind: 'hold' as const, since: AT, hold: { ref, reason, reviewOn } }];
  await api.store.commitStep(step(course, 1, [], { summary: { ...SUMMARY, decisions } }));
  const facts = {
    ...{ clientZone: 'America/Los_Angeles', sessions: [], supplies: [], consents: [], packages: [] },
    dosings: { done: 0, planned: 6 },
    holds: [{ ...HOLD, note: NOTE, owner: 'prescriber' as const }],
    measures: [{ instrument: 'PHQ-9' as const, total: TOTAL, at: AT }],
  };
  const task = { openedAt: AT, key: 'another-time:dosing-1.0', kind: 'another-time' as const };
  const tasks = [{ ...task, role: 'frontDesk' as const, said: { words: WORDS } }];
  api.script.status = { facts, tasks };
});
afterEach(() => {
  delete api.script.down;
});
afterAll(() => api.store.close());

interface Read {
  facts?: { holds: object[]; measures?: object[] };
  decisions: { hold: object }[];
}
const read = async (headers: Record<string, string>): Promise<Read> =>
  (await request(api.app).get(`/api/v1/courses/${course}`).set(headers).expect(200)).body as Read;
const listed = async (headers: Record<string, string>): Promise<Read> => {
  const answer = await request(api.app).get('/api/v1/courses').set(headers).expect(200);
  const { courses } = answer.body as { courses: [Read] };
  return courses[0];
};

describe('results of questionnaires, and why a course is on hold', () => {
  it.each(CLINICAL)('are read in the role %s', async (role) => {
    const { facts, decisions } = await read(api.as(role));
    expect(facts).toMatchObject({ holds: [{ reason: 'crisis', note: NOTE }], measures: [{ total: TOTAL }] });
    expect(decisions).toMatchObject([{ hold: { reason: 'crisis' } }]);
    expect((await listed(api.as(role))).decisions).toEqual(decisions);
  });

  it.each(STAFF.filter((role) => !CLINICAL.includes(role)))('are left out in the role %s', async (role) => {
    const live = await read(api.as(role));
    expect(live.facts?.holds).toEqual([{ ref: 'hold-1', owner: 'prescriber', since: AT, reviewOn: AT }]);
    expect(live.decisions).toEqual([{ kind: 'hold', since: AT, hold: { ref: 'hold-1', reviewOn: AT } }]);
    api.script.down = 'workers-unavailable';
    const answers = [live, await read(api.as(role)), await listed(api.as(role))];
    expect(JSON.stringify(answers)).not.toMatch(/crisis|Spoke|measures|:23[,}]/);
  });

  it('and what the client said to them are also read by whom it is for', async () => {
    const readers = await Promise.all(
      STAFF.map(async (role) => (JSON.stringify(await read(api.as(role))).includes(WORDS) ? [role] : [])),
    );
    expect(readers.flat().sort()).toEqual([...CLINICAL, 'frontDesk'].sort());
    const listed = await request(api.app).get('/api/v1/tasks').set(api.as('lead')).expect(200);
    expect(listed.text).not.toContain(WORDS);
  });

  it('and that an answer speaks of self-harm: others read whom to call, and all at which number', async () => {
    const call = await api.newCourse();
    const task = { key: 'call-now:hold-1', kind: 'call-now' as const, role: 'therapist' as const };
    const next = { kind: 'task' as const, what: task.kind, sentence: taskSentence(task), who: [task.role] };
    const turns = { turns: [{ from: AT, waitingOn: 'therapist' as const, next }] };
    await api.store.commitStep(
      step(call, 1, [{ ...task, type: 'taskOpened', at: AT }], { summary: SUMMARY, turns }),
    );
    const before = api.script.status ?? {};
    api.script.status = {
      ...before,
      next,
      tasks: [{ ...task, openedAt: AT }],
      waiting: { phase: 'scheduled', since: AT, blockers: [{ ...next, since: AT }], consequences: [] },
    };
    const readers = await Promise.all(
      STAFF.map(async (role) => {
        const answers = await Promise.all(
          [`/courses/${call}`, '/courses', '/tasks'].map((path) =>
            request(api.app).get(`/api/v1${path}`).set(api.as(role)).expect(200),
          ),
        );
        for (const { text } of answers.filter((_, index) => index !== 1))
          expect(text).toContain('"call":{"phone":"+1 503 555 0100","link":"tel:+15035550100"}');
        return answers.every(({ text }) => text.includes('self-harm'))
          ? [role]
          : answers.some(({ text }) => text.includes('self-harm'))
            ? [`${role} in part`]
            : [];
      }),
    );
    api.script.status = before;
    expect(readers.flat().sort()).toEqual([...CLINICAL].sort());
  });

  it('are read by who is signed in with such a role besides another', async () => {
    const cookie = await api.signedIn('biller', 'therapist');
    expect((await read(cookie)).facts).toMatchObject({ measures: [{ total: TOTAL }] });
  });
});

describe('a message whose name says how the client is', () => {
  const KEY = 'clientUnwell:cycle-1.a:therapist';
  const COMING = [
    { due: AT, kind: 'message' as const, key: 'safetyEscalation:hold-1:lead' },
    { due: AT, kind: 'message' as const, key: 'sessionReminder:dosing-1:client' },
  ];
  let id: string;
  beforeAll(async () => {
    const about = { template: 'clientUnwell' as const, to: 'therapist' as const, safety: true };
    await api.store.commitStep(step(course, 2, [due(KEY, about)], { firstSeq: 1 }));
    api.script.status = { ...api.script.status, comingUp: COMING };
    id = messageIdOf(course, KEY);
  });
  const paths = () => [
    ...[`/api/v1/courses/${course}/messages`, '/api/v1/messages', `/api/v1/courses/${course}`],
    ...['/api/v1/messages/planned', '/api/v1/messages?template=clientUnwell'],
  ];
  const textsFor = async (role: Role) =>
    Promise.all(paths().map(async (path) => (await api.get(path, role).expect(200)).text));

  it.each(CLINICAL)('is named in the role %s', async (role) => {
    const [ofCourse, ofAll, read, , found] = await textsFor(role);
    for (const text of [ofCourse, ofAll, found]) expect(text).toContain(KEY);
    expect(read).toContain('safetyEscalation');
    await api.get(`/api/v1/messages/preview?message=${id}`, role).expect(200);
  });

  it.each(STAFF.filter((role) => !CLINICAL.includes(role)))(
    'is named neutrally in the role %s',
    async (role) => {
      const texts = await textsFor(role);
      expect(texts.join()).not.toMatch(/clientUnwell|safetyEscalation|"safety":true/);
      expect(texts[0]).toContain('"template":"aboutCare"');
      expect(texts[1]).toContain('aboutCare:cycle-1.a:therapist');
      expect(texts[2]).toContain('sessionReminder');
      expect(JSON.parse(texts[4] ?? '')).toEqual({ messages: [] });
      await api.get(`/api/v1/messages/preview?message=${id}`, role).expect(403);
      await api.get('/api/v1/messages/preview?template=clientUnwell', role).expect(200);
    },
  );

  it('keeps its key where somebody has to decide about it', async () => {
    await api.store.messages.claim(course, KEY, 'a');
    await api.store.messages.markFailed({ id, token: 'a' }, 'recipient-refused');
    const answer = await api.get(`/api/v1/courses/${course}/messages`, 'frontDesk').expect(200);
    expect(answer.body).toMatchObject({ messages: [{ template: 'aboutCare', key: KEY }] });
  });
});
