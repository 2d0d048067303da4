/** Reads what somebody has typed into the form. */
import type { z } from 'zod';
import { inquiryFields } from '../../../catalog/inquiry';
import { textProblems } from '../../../input/storableText';
import { CRITERION_ANSWERS, type CriterionAnswer, type ReachedBy } from '../../../vocabulary/inquiries';
import type { Form } from '../client/question';
import type { Texts } from '../client/texts';

export type Problem = keyof Texts['inquiry']['problems'];

/** What was typed, if all of it can be taken. */
export interface Typed {
  name: string;
  email?: string;
  phone?: string;
  reachedBy: ReachedBy;
  message: string;
  answers: { question: string; answer: CriterionAnswer }[];
}

export const questionField = (index: number | ''): string => `question-${index}`;

/** What a person types has no half characters and no NUL; what a program sends may. */
const textOf = (value: unknown): string =>
  typeof value === 'string' && textProblems(value).length === 0 ? value : '';

function read<S extends z.ZodType>(schema: S, value: unknown): z.output<S> | undefined {
  const { data, success } = schema.safeParse(value);
  return success ? data : undefined;
}

/** Everything that was typed, or what is wrong with it. */
export function readInquiry(
  form: Form,
  questions: readonly string[],
): { typed: Typed } | { problems: Problem[] } {
  const given = (field: string) => textOf(form[field]).trim();
  const name = read(inquiryFields.name, given('name'));
  const email = given('email') === '' ? undefined : (read(inquiryFields.email, given('email')) ?? null);
  const phone = given('phone') === '' ? undefined : (read(inquiryFields.phone, given('phone')) ?? null);
  const reachedBy = read(inquiryFields.reachedBy, given('reachedBy'));
  const message = read(inquiryFields.message, textOf(form.message));
  const unreached =
    (reachedBy === 'email' && email === undefined) || (reachedBy === 'phone' && phone === undefined);
  const problems: Problem[] = [
    ...(name === undefined ? (['name'] as const) : []),
    ...(email === null ? (['email'] as const) : []),
    ...(phone === null ? (['phone'] as const) : []),
    ...(email === undefined && phone === undefined ? (['reach'] as const) : []),
    ...(reachedBy === undefined || (unreached && (email ?? phone) !== undefined)
      ? (['reachedBy'] as const)
      : []),
    ...(message === undefined ? (['message'] as const) : []),
  ];
  if (problems.length > 0 || name === undefined || reachedBy === undefined || message === undefined)
    return { problems };
  const answers = questions.flatMap((question, index) => {
    const answer = CRITERION_ANSWERS.find((each) => each === form[questionField(index)]);
    return answer ? [{ question, answer }] : [];
  });
  return {
    typed: { ...{ name, reachedBy, message, answers }, ...(email && { email }), ...(phone && { phone }) },
  };
}
