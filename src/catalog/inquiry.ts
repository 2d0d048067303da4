/** What somebody says who would like to become a client: the same for the form and for the staff. */
import { z } from 'zod';
import '../input/zodMessages';
import { CRITERION_ANSWERS, REACHED_BY } from '../vocabulary/inquiries';
import { Email, PersonName, Phone } from './contact';

/** Letters of what somebody writes. */
export const MOST_LETTERS = 2000;
/** Questions of a practice, and letters of each. */
export const MOST_QUESTIONS = 12;
export const MOST_QUESTION_LETTERS = 300;

/** Several lines; a browser ends them its own way. */
export const OwnText = z
  .string()
  .overwrite((text) => text.replace(/\r\n?/g, '\n').trim())
  .max(MOST_LETTERS);

export const Question = z.string().trim().min(1).max(MOST_QUESTION_LETTERS);

export const Answers = z
  .array(
    z
      .strictObject({ question: Question, answer: z.enum(CRITERION_ANSWERS) })
      .meta({ id: 'AnsweredQuestion' }),
  )
  .max(MOST_QUESTIONS);

export const inquiryFields = {
  name: PersonName,
  email: Email.optional(),
  phone: Phone.optional(),
  reachedBy: z.enum(REACHED_BY),
  message: OwnText,
  answers: Answers,
};
