/** The form as a page, with what was typed. */
import { MOST_LETTERS } from '../../../catalog/inquiry';
import { CRITERION_ANSWERS, REACHED_BY } from '../../../vocabulary/inquiries';
import { choiceField } from '../client/choiceField';
import type { View } from '../client/frame';
import { html, verbatim, type Html } from '../client/html';
import type { Form } from '../client/question';
import type { Language, Texts } from '../client/texts';
import { questionField, type Problem } from './read';

/** No person sees it; programs that fill in everything do. */
export const TRAP = 'website';

interface Shown {
  texts: Texts;
  language: Language;
  /** Where it is sent to. */
  here: string;
  token: string;
  questions: readonly string[];
  answerDays: number;
  /** What was typed before. */
  form: Form;
  problems?: readonly Problem[] | undefined;
  /** Why it was not taken. */
  why?: string;
  status?: number;
}

const typed = (form: Form, name: string): string => {
  const value = form[name];
  return typeof value === 'string' ? value : '';
};

interface Line {
  name: 'name' | 'email' | 'phone';
  type: 'text' | 'email' | 'tel';
  fills: string;
  most: number;
}

const LINES: Record<Line['name'], Line> = {
  name: { name: 'name', type: 'text', fills: 'name', most: 200 },
  email: { name: 'email', type: 'email', fills: 'email', most: 254 },
  phone: { name: 'phone', type: 'tel', fills: 'tel', most: 60 },
};

export function formView(shown: Shown): View {
  const { texts, language, here, token, questions, answerDays, form, problems = [], why, status } = shown;
  const { inquiry } = texts;
  const problem = (of: Problem): Html | undefined =>
    problems.includes(of)
      ? html`<p class="problem" id="${of}-problem">${inquiry.problems[of]}</p>`
      : undefined;
  const line = (of: Line['name'], also?: Problem): Html => {
    const { name, type, fills, most } = LINES[of];
    const wrong = [of, ...(also ? [also] : [])].filter((each) => problems.includes(each));
    return html`<label for="${name}">${inquiry[of]}</label>
      <input
        id="${name}"
        name="${name}"
        type="${type}"
        autocomplete="${fills}"
        maxlength="${most}"
        value="${typed(form, name)}"
        ${of === 'name' && 'required'}
        ${wrong.length > 0 && html`aria-invalid="true" aria-describedby="${wrong.map((each) => `${each}-problem`).join(' ')}"`}
      />
      ${problem(of)}`;
  };
  return {
    title: inquiry.title,
    crisis: true,
    ...(status !== undefined && { status }),
    body: html`${why !== undefined && html`<p class="problem" role="alert">${why}</p>`}
      <p>${inquiry.notWatched(answerDays)}</p>
      <form method="post" action="${here}?lang=${language}">
        ${line('name')}
        <p class="help">${inquiry.reach}</p>
        ${problem('reach')} ${line('email', 'reach')} ${line('phone', 'reach')}
        ${choiceField({
          ...{ name: 'reachedBy', legend: inquiry.reachedBy, values: REACHED_BY, words: inquiry.ways, form },
        })}
        ${problem('reachedBy')}
        ${
          questions.length > 0 &&
          html`<h2>${inquiry.questions}</h2>
            <p class="help">${inquiry.questionsHelp}</p>
            ${questions.map((legend, index) =>
              choiceField({
                ...{ name: questionField(index), legend, values: CRITERION_ANSWERS, words: inquiry.answers },
                ...{ form, optional: true },
              }),
            )}`
        }
        <label for="message">${inquiry.message}</label>
        <p class="help" id="message-help">${inquiry.messageHelp}</p>
        <textarea
          id="message"
          name="message"
          rows="5"
          maxlength="${MOST_LETTERS}"
          aria-describedby="message-help"
        >
${verbatim(typed(form, 'message'))}</textarea>
        ${problem('message')}
        <div class="apart" aria-hidden="true">
          <label for="${TRAP}">${inquiry.empty}</label>
          <input id="${TRAP}" name="${TRAP}" type="text" tabindex="-1" autocomplete="off" />
        </div>
        <input type="hidden" name="lang" value="${language}" />
        <input type="hidden" name="token" value="${token}" />
        <button>${inquiry.send}</button>
      </form>`,
  };
}
