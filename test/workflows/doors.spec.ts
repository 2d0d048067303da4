import { consents } from '../support/courseStates';
import { coursesForTests } from '../support/courses';

const courses = coursesForTests();

it('x', async () => {
  const t = Date.now();
  const course = await courses().start();
  console.log('started', Date.now() - t);
  console.log(await course.say(consents()));
  console.log('said', Date.now() - t);
  await course.settled();
  console.log('settled', Date.now() - t, await course.status(), (await course.messages()).map((m) => [m.template, m.state, m.sentAt]));
});
