/** Which answer a form is, and whether the course has it: then its page says so, whatever is asked by now. */
import type { PrescriberAsked } from '../../../course/status/askedOfPrescriber';
import { canonicalJson } from '../../../security/canonicalJson';
import { hashOf } from '../../../security/secrets';
import type { ApiStore } from '../../http/deps';
import type { Opened } from '../client/open';
import type { Form } from '../client/question';
import { keyOf } from './choices';
import { typed } from './fields';
import { TEXTS } from './texts';

/** What a form carries besides the answer. */
export const NOT_ANSWER: ReadonlySet<string> = new Set(['proof', 'code', 'step', 'lang']);

/** The id of the report that a form is: the same for each press of the same page. Undefined for what no page sent. */
export function answerId(link: string, form: Form): string | undefined {
  if (typeof form.nonce !== 'string' || typeof form.key !== 'string') return undefined;
  const said = Object.keys(form)
    .filter((name) => !NOT_ANSWER.has(name) && typed(form, name) !== '')
    .sort()
    .map((name) => [name, typed(form, name)]);
  return `page:${hashOf(canonicalJson([link, said])).slice(0, 40)}`;
}

/**
 * The words of an answer that was recorded, if this form is it and something else is asked by now, or nothing. If nobody noted
 * that it arrived, the events of the course tell. @throws StoreError
 */
export async function recordedBefore(
  { pageAnswers, events }: Pick<ApiStore, 'pageAnswers' | 'events'>,
  { link, course }: Opened,
  form: Form,
  asked: PrescriberAsked | undefined,
): Promise<string | undefined> {
  const { key, choice } = form;
  const id = answerId(link.hash, form);
  if (id === undefined || typeof key !== 'string' || typeof choice !== 'string') return undefined;
  if (!Object.hasOwn(TEXTS.choices, choice) || (asked && keyOf(asked) === key)) return undefined;
  const noted = await pageAnswers.find({ courseId: course.id, asked: key });
  const isRecorded =
    (noted?.answer === id && noted.recordedAt !== undefined) ||
    (await events.ofCourse(course.id)).some(({ cause }) => cause === id);
  return isRecorded ? TEXTS.choices[choice as keyof typeof TEXTS.choices] : undefined;
}
