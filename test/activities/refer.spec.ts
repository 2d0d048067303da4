import { attemptTime } from '../../src/activities/attempt';
import { referActivity, REFERRAL_FAILED } from '../../src/activities/refer';
import { MAIL_UNAVAILABLE } from '../../src/activities/deliver';
import { courseReference } from '../../src/messages/identity';
import { linksAt } from '../../src/messages/links';
import { addressHash } from '../../src/messages/reader';
import { hashOf } from '../../src/security/secrets';
import { openPost, type Post } from './support/post';
import { attempt, NOW, practiceUnderTest, type PracticeUnderTest } from './support/practice';

let practice: PracticeUnderTest;
let post: Post;

beforeAll(async () => {
  [practice, post] = await Promise.all([practiceUnderTest(), openPost()]);
});
afterAll(async () => {
  await post.stop();
  await practice.store.close();
});
beforeEach(() => {
  post.behave('accept');
});

const refer = (course: string, number = 1) =>
  attempt(number).run(
    referActivity({
      store: practice.store,
      transport: post.transport,
      links: linksAt('https://cedar.example'),
      now: attemptTime,
    }),
    { course, requestedAt: NOW },
  );

const arrived = (course: string) => post.arrived(`Its reference is ${courseReference(course)}.`);

describe('the referral', () => {
  it('reaches the partner once, with a reference and a link and nothing about the client', async () => {
    const course = await practice.courseWith();
    await refer(course);
    await refer(course, 2);
    const [mail, ...more] = arrived(course);
    expect(more).toEqual([]);
    expect(mail?.to).toEqual(['intake@partner.example']);
    expect(mail?.subject).toBe(`A request from Cedar Practice (${courseReference(course)})`);
    expect(mail?.raw).not.toMatch(/Robin|someone@|List-Unsubscribe/);
  });

  it('waits while the mail server is out of reach', async () => {
    const course = await practice.courseWith();
    post.behave('refuse-temporarily');
    await expect(refer(course)).rejects.toMatchObject({ type: MAIL_UNAVAILABLE, nonRetryable: false });
    post.behave('accept');
    await refer(course, 2);
    expect(arrived(course)).toHaveLength(1);
  });

  it('is sent again when nobody knows whether it arrived', async () => {
    const course = await practice.courseWith();
    post.behave('drop-after-data');
    await expect(refer(course)).rejects.toMatchObject({ type: MAIL_UNAVAILABLE });
    post.behave('accept');
    await refer(course, 2);
    const ids = arrived(course).map(({ messageId }) => messageId);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  it('that the partner refuses asks for a person', async () => {
    const course = await practice.courseWith();
    post.behave('refuse-permanently');
    const failure = { type: REFERRAL_FAILED, nonRetryable: true, details: ['recipient-refused'] };
    await expect(refer(course)).rejects.toMatchObject(failure);
  });
});

describe('the link of the referral', () => {
  const secretsOf = (course: string) =>
    arrived(course).map(({ raw }) => /\/c\/([\w-]{43})/.exec(raw.replaceAll('=\r\n', ''))?.[1] ?? '');

  it('is the partner’s, stored as a hash with the mark of their address, and replaced by the next', async () => {
    const course = await practice.courseWith();
    post.behave('drop-after-data');
    await expect(refer(course)).rejects.toMatchObject({ type: MAIL_UNAVAILABLE });
    post.behave('accept');
    await refer(course, 2);
    const [first, second] = await Promise.all(
      secretsOf(course).map((secret) => practice.store.pageLinks.find(hashOf(secret))),
    );
    const theirs = {
      purpose: 'referral',
      reader: 'partner',
      addressHash: addressHash('intake@partner.example'),
    };
    expect(second).toMatchObject(theirs);
    expect(second).not.toHaveProperty('endedAt');
    expect(first).toMatchObject({ ...theirs, endedBy: 'replaced' });
    expect(JSON.stringify(second)).not.toContain('@');
  });

  it('is not stored for a mail that was not sent', async () => {
    const course = await practice.courseWith();
    post.behave('refuse-temporarily');
    await expect(refer(course)).rejects.toMatchObject({ type: MAIL_UNAVAILABLE });
    expect(await practice.store.pageLinks.ofCourse(course, NOW)).toEqual([]);
  });
});
