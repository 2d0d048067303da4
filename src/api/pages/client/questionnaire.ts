/** A questionnaire: its questions, all at once or one by one, and what an answer about self-harm sets off. */
import { Instrument } from '../../../catalog/shapes';
import type { Asked } from '../../../course/status/asked';
import { safetyItemAnswered, scaleOf } from '../../../course/selectors/measures';
import { html, type Html } from './html';
import type { Form, Question } from './question';
import type { Texts } from './texts';

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

/** Which question is shown by itself, from 0; undefined for all at once. The last one has the button that sends them all. */
function stepIn({ step }: Form, count: number): number | undefined {
  if (typeof step !== 'string' || !/^\d{1,2}$/.test(step)) return undefined;
  return Math.min(Number(step), count - 1);
}

/**
 * Whether a form only turns to another question: nothing is sent yet. One that speaks of self-harm is sent at once, because
 * the person may not go on to the last question.
 */
export const isStep = (form: Form): boolean =>
  questionnaireIn(form) !== undefined &&
  form.answer === undefined &&
  typeof form.step === 'string' &&
  !saysHardThoughts(form);

interface Asking {
  name: string;
  legend: string;
  answers: readonly string[];
}

const askingOf = (texts: Texts, instrument: Instrument): Asking[] => {
  const { items, answers, difficulty } = texts.questionnaires[instrument];
  return [
    ...items.map((item, index) => ({ name: `q${index}`, legend: `${index + 1}. ${item}`, answers })),
    ...(difficulty ? [{ name: 'difficulty', legend: difficulty.ask, answers: difficulty.answers }] : []),
  ];
};

const field = ({ name, legend, answers }: Asking, form: Form): Html =>
  html`<fieldset>
    <legend>${legend}</legend>
    ${choices(name, answers, form)}
  </fieldset>`;

/** One question with what was answered before, and the way on. */
function oneOf(all: readonly Asking[], step: number, form: Form, texts: Texts): Html {
  const { oneByOne } = texts;
  const shown = all[step];
  const last = step === all.length - 1;
  return html`<p class="help">${oneByOne.count(step + 1, all.length)}</p>
    ${all.map(({ name }) => {
      const given = form[name];
      return (
        name !== shown?.name &&
        typeof given === 'string' &&
        html`<input type="hidden" name="${name}" value="${given}" />`
      );
    })}
    ${shown && field(shown, form)}
    ${
      last
        ? html`<button name="answer" value="yes">${texts.asked.questionnaire.yes}</button>`
        : html`<button name="step" value="${step + 1}">${oneByOne.next}</button>`
    }
    ${step > 0 && html`<button class="second" name="step" value="${step - 1}">${oneByOne.before}</button>`}
    <button class="second" name="step" value="all">${oneByOne.all}</button>`;
}

export const QUESTIONNAIRE: Question<Questionnaire> = {
  crisis: true,
  title: ({ texts }) => texts.asked.questionnaire.title,
  name: ({ texts }, { instrument }) => texts.questionnaires[instrument].name,
  body: ({ texts }, { instrument }, form) => {
    const all = askingOf(texts, instrument);
    const step = stepIn(form, all.length);
    return html`<p>${texts.questionnaires[instrument].ask}</p>
      <p class="help">${texts.asked.questionnaire.help}</p>
      ${
        step === undefined
          ? html`<button class="second" name="step" value="0">${texts.oneByOne.begin}</button>
              ${all.map((each) => field(each, form))}`
          : oneOf(all, step, form, texts)
      }`;
  },
  ownButtons: ({ instrument }, form) => stepIn(form, scaleOf(instrument).items) !== undefined,
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
