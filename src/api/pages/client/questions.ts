/** Each question that a client answers on a page: how it is shown, and the signal that an answer is. */
import { Instrument } from '../../../catalog/shapes';
import type { Signal } from '../../../catalog/signals';
import type { Asked } from '../../../course/status/asked';
import { safetyItemAnswered, scaleOf } from '../../../course/selectors/measures';
import type { Instant } from '../../../time/instant';
import type { AskedKind } from '../../../vocabulary/pages';
import { html, type Html } from './html';
import type { Texts } from './texts';

/** What a page knows to write with. */
export interface Words {
  texts: Texts;
  /** An instant within a sentence, on the clock that counts for the client. */
  when: (at: Instant) => string;
  amount: (cents: number) => string;
}

/** The fields of a form, as they were sent. */
export type Form = Readonly<Record<string, unknown>>;

/** What an answer reports: without who says it, and its id. */
type Reported<S = Signal> = S extends unknown ? Omit<S, 'id' | 'by' | 'occurredAt' | 'note'> : never;

export interface Answered {
  report: Reported;
  /** What the page says once it is recorded. */
  said: string;
  /** Crisis lines are shown with it. */
  crisis?: true;
}

interface Question<A extends Asked> {
  /** It shows time and place at most, so that no second fact is asked. */
  open?: true;
  title: (words: Words, asked: A) => string;
  /** What a list of questions calls it, if several have the same title. */
  name?: (words: Words, asked: A) => string;
  /** What stands above the buttons. `form`: what was answered before, if it is asked again. */
  body: (words: Words, asked: A, form: Form) => Html;
  /** The buttons: the likeliest first. */
  buttons: (texts: Texts) => readonly [yes: string, no?: string];
  crisis?: true;
  /** What the first button reports. Undefined if the form is not one of this page. */
  yes: (form: Form, asked: A, texts: Texts) => Answered | undefined;
  /** What the second button reports, if there is one. */
  no?: (asked: A, texts: Texts) => Answered;
}

type Of<K extends AskedKind> = Extract<Asked, { kind: K }>;

const SUPPORT: Question<Of<'supportPerson'>> = {
  open: true,
  title: ({ texts }) => texts.asked.supportPerson.title,
  body: ({ texts, when }, { start }) => html`<p>${texts.asked.supportPerson.question(when(start))}</p>`,
  buttons: ({ asked: { supportPerson } }) => [supportPerson.yes, supportPerson.no],
  yes: (_form, { session }, { asked: { supportPerson } }) => ({
    report: { name: 'supportPersonConfirmed', session },
    said: supportPerson.saidYes,
  }),
  no: ({ session }, { asked: { supportPerson } }) => ({
    report: { name: 'supportPersonUnavailable', session },
    said: supportPerson.saidNo,
  }),
};

const RIDE: Question<Of<'rideHome'>> = {
  open: true,
  title: ({ texts }) => texts.asked.rideHome.title,
  body: ({ texts, when }, { start }) => html`<p>${texts.asked.rideHome.question(when(start))}</p>`,
  buttons: ({ asked }) => [asked.rideHome.yes],
  yes: (_form, { session }, { asked }) => ({
    report: { name: 'rideHomeConfirmed', session },
    said: asked.rideHome.saidYes,
  }),
};

const TRAVEL: Question<Of<'travelFee'>> = {
  title: ({ texts }) => texts.asked.travelFee.title,
  body: ({ texts, when, amount }, { start, cents }) =>
    html`<p>${texts.asked.travelFee.question(when(start), amount(cents))}</p>`,
  buttons: ({ asked }) => [asked.travelFee.yes],
  yes: (_form, { session }, { asked }) => ({
    report: { name: 'travelAccepted', session },
    said: asked.travelFee.saidYes,
  }),
};

const ESTIMATE: Question<Of<'estimate'>> = {
  title: ({ texts }) => texts.asked.estimate.title,
  body: ({ texts: { asked }, amount }, { totalCents, fromCents }) =>
    html`<p>
        ${asked.estimate.question(
          fromCents === undefined ? amount(totalCents) : `${amount(fromCents)} – ${amount(totalCents)}`,
        )}
      </p>
      <p>${asked.estimate.more}</p>`,
  buttons: ({ asked }) => [asked.estimate.yes],
  yes: (_form, { estimate }, { asked }) => ({
    report: { name: 'estimateAcknowledged', estimate },
    said: asked.estimate.saidYes,
  }),
};

const INSTRUCTIONS: Question<Of<'instructions'>> = {
  title: ({ texts }) => texts.asked.instructions.title,
  body: ({ texts }) => html`<p>${texts.asked.instructions.question}</p>`,
  buttons: ({ asked }) => [asked.instructions.yes],
  yes: (_form, { instructions }, { asked }) => ({
    report: { name: 'instructionsAcknowledged', instructions },
    said: asked.instructions.saidYes,
  }),
};

const ORDER: Question<Of<'changedOrder'>> = {
  title: ({ texts }) => texts.asked.changedOrder.title,
  body: ({ texts }) => html`<p>${texts.asked.changedOrder.question}</p>`,
  buttons: ({ asked }) => [asked.changedOrder.yes],
  yes: (_form, { order }, { asked }) => ({
    report: { name: 'doseChangeAcknowledged', order },
    said: asked.changedOrder.saidYes,
  }),
};

const DELIVERY: Question<Of<'delivery'>> = {
  title: ({ texts }) => texts.asked.delivery.title,
  body: ({ texts: { asked }, when }, { sentAt }) =>
    html`<p>${asked.delivery.question(when(sentAt))}</p>
      <label for="doses">${asked.delivery.count}</label>
      <input id="doses" name="doses" type="number" inputmode="numeric" min="1" max="60" />`,
  buttons: ({ asked: { delivery } }) => [delivery.yes, delivery.no],
  no: ({ supply }, { asked: { delivery } }) => ({
    report: { name: 'shipmentLost', supply },
    said: delivery.saidNo,
  }),
  yes: ({ doses }, { supply }, { asked: { delivery } }) => {
    const count = Number(doses);
    if (!Number.isInteger(count) || count < 1 || count > 60) return undefined;
    return { report: { name: 'shipmentReceived', doses: count, supply }, said: delivery.saidYes };
  },
};

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

const QUESTIONNAIRE: Question<Of<'questionnaire'>> = {
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

const QUESTIONS: { readonly [K in AskedKind]: Question<Of<K>> } = {
  supportPerson: SUPPORT,
  rideHome: RIDE,
  travelFee: TRAVEL,
  estimate: ESTIMATE,
  instructions: INSTRUCTIONS,
  changedOrder: ORDER,
  delivery: DELIVERY,
  questionnaire: QUESTIONNAIRE,
};

/** What a form answers; undefined if it says neither yes nor no, or is not one of this question. */
export function answerOf(asked: Asked, form: Form, texts: Texts): Answered | undefined {
  const { yes, no } = questionOf(asked);
  if (form.answer === 'yes') return yes(form, asked, texts);
  return form.answer === 'no' ? no?.(asked, texts) : undefined;
}

/** A questionnaire that a form answers, also if the course no longer asks for it: what it says must not get lost. */
export function questionnaireIn({ key }: Form): Of<'questionnaire'> | undefined {
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

/** The question about something that is asked. */
export const questionOf = <A extends Asked>(asked: A): Question<A> =>
  QUESTIONS[asked.kind] as unknown as Question<A>;

/** Whether pages for this purpose show time and place at most. */
export const isOpen = (kind: AskedKind): boolean => QUESTIONS[kind].open === true;

/** Tells the questions of a course apart. It stands in forms, never in addresses. */
export function keyOf(asked: Asked): string {
  switch (asked.kind) {
    case 'supportPerson':
    case 'rideHome':
    case 'travelFee':
      return `${asked.kind}:${asked.session}`;
    case 'estimate':
      return `${asked.kind}:${asked.estimate}`;
    case 'instructions':
      return `${asked.kind}:${asked.instructions}`;
    case 'changedOrder':
      return `${asked.kind}:${asked.order}`;
    case 'delivery':
      return `${asked.kind}:${asked.supply}`;
    case 'questionnaire':
      return `${asked.kind}:${asked.instrument}`;
  }
}
