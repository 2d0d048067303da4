/** A questionnaire: its questions, all at once, and what an answer about self-harm sets off. */
import { Instrument } from '../../../catalog/shapes';
import type { Asked } from '../../../course/status/asked';
import { safetyItemAnswered, scaleOf } from '../../../course/selectors/measures';
import { html, type Html } from './html';
import type { Form, Question } from './question';

type Questionnaire = Extract<Asked, { kind: 'questionnaire' }>;

const choices = (name: string, answers: readonly string[], form: Form): Html =>
  html`${answers.map(
    (words, value) =>
      html`<label class="choice"
        ><input
          type="radio"
          name="${name}"
          value="${value}"
          ${form[name] === String(value) && 'checked'}
        />${words}</label
      >`,
  )}`;

/** The chosen answer from 0; null if it was left blank. Undefined: it is none of this question. */
function chosen(given: unknown, most: number): number | null | undefined {
  if (given === undefined) return null;
  if (typeof given !== 'string' || !/^\d$/.test(given)) return undefined;
  return Number(given) <= most ? Number(given) : undefined;
}

export const QUESTIONNAIRE: Question<Questionnaire> = {
  crisis: true,
  title: ({ texts }) => texts.asked.questionnaire.title,
  name: ({ texts }, { instrument }) => texts.questionnaires[instrument].name,
  body: ({ texts }, { instrument }, form) => {
    const { ask, items, answers, difficulty } = texts.questionnaires[instrument];
    return html`<p>${ask}</p>
      <p class="help">${texts.asked.questionnaire.help}</p>
      ${items.map(
        (item, index) =>
          html`<fieldset>
            <legend>${index + 1}. ${item}</legend>
            ${choices(`q${index}`, answers, form)}
          </fieldset>`,
      )}
      ${
        difficulty &&
        html`<fieldset>
          <legend>${difficulty.ask}</legend>
          ${choices('difficulty', difficulty.answers, form)}
        </fieldset>`
      }`;
  },
  buttons: ({ asked }) => [asked.questionnaire.yes],
  yes: (form, { instrument }, texts) => {
    const { items: count, most } = scaleOf(instrument);
    const { difficulty } = texts.questionnaires[instrument];
    const given = Array.from({ length: count }, (_, index) => chosen(form[`q${index}`], most));
    const last = difficulty ? chosen(form.difficulty, difficulty.answers.length - 1) : null;
    const items = [...given, ...(last === null ? [] : [last])];
    if (!items.every((each) => each !== undefined)) return undefined;
    const hard = safetyItemAnswered(instrument, items);
    const { saidYes, saidHelp } = texts.asked.questionnaire;
    return {
      report: { name: 'measureSubmitted', instrument, items },
      said: hard ? saidHelp : saidYes,
      ...(hard && { crisis: true }),
    };
  },
};

/** A questionnaire that a form answers, also if the course no longer asks for it: what it says must not get lost. */
export function questionnaireIn({ key }: Form): Questionnaire | undefined {
  const instrument = Instrument.options.find((each) => key === `questionnaire:${each}`);
  return instrument && { kind: 'questionnaire', instrument };
}

/** Whether a form says anything but “not at all” to the question about self-harm. */
export function saysHardThoughts(form: Form): boolean {
  const asked = questionnaireIn(form);
  if (!asked) return false;
  const { items: count, most } = scaleOf(asked.instrument);
  const items = Array.from({ length: count }, (_, index) => chosen(form[`q${index}`], most) ?? null);
  return safetyItemAnswered(asked.instrument, items);
}
