/** Each question that a client answers on a page: how it is shown, and the signal that an answer is. */
import type { Asked } from '../../../course/status/asked';
import type { Offered } from '../../../course/status/offered';
import type { AskedKind, OfferedKind } from '../../../vocabulary/pages';
import { html } from './html';
import { CHECK_IN } from './checkIn';
import { CONSENT } from './consent';
import { OFFERS } from './offers';
import type { Answered, Form, Found, Question, Unclear } from './question';
import { QUESTIONNAIRE, saysHardThoughts } from './questionnaire';
import type { Texts } from './texts';
import { VITALS } from './vitals';

/** What a client can answer or do on a page. */
export type Item = Asked | Offered;

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

const QUESTIONS: { readonly [K in AskedKind]: Question<Of<K>> } = {
  consent: CONSENT,
  supportPerson: SUPPORT,
  rideHome: RIDE,
  travelFee: TRAVEL,
  estimate: ESTIMATE,
  instructions: INSTRUCTIONS,
  changedOrder: ORDER,
  delivery: DELIVERY,
  questionnaire: QUESTIONNAIRE,
  checkIn: CHECK_IN,
  vitals: VITALS,
};

const ALL = { ...QUESTIONS, ...OFFERS };

/** What a form answers; undefined if it says neither yes nor no, or is not one of this question. */
export function answerOf(
  asked: Item,
  form: Form,
  texts: Texts,
  found: Found,
): Answered | Unclear | undefined {
  const { yes, no } = questionOf(asked);
  if (form.answer === 'yes' || saysHardThoughts(form)) return yes(form, asked, texts, found);
  return form.answer === 'no' ? no?.(asked, texts) : undefined;
}

/** The question about something that is asked, or offered. */
export const questionOf = <A extends Item>(asked: A): Question<A> =>
  ALL[asked.kind] as unknown as Question<A>;

/** Whether pages for this purpose show time and place at most. */
export const isOpen = (kind: AskedKind | OfferedKind): boolean => ALL[kind].open === true;

/** Tells the questions of a course apart. It stands in forms, never in addresses. */
export function keyOf(asked: Item): string {
  switch (asked.kind) {
    case 'supportPerson':
    case 'rideHome':
    case 'travelFee':
    case 'anotherTime':
    case 'takeBack':
    case 'askSupport':
    case 'checkIn':
      return `${asked.kind}:${asked.session}`;
    case 'consent':
      return `${asked.kind}:${asked.consent}`;
    case 'estimate':
      return `${asked.kind}:${asked.estimate}`;
    case 'instructions':
      return `${asked.kind}:${asked.instructions}`;
    case 'changedOrder':
      return `${asked.kind}:${asked.order}`;
    case 'delivery':
      return `${asked.kind}:${asked.supply}`;
    case 'ownTime':
      return `${asked.kind}:${asked.cycle}`;
    case 'vitals':
      return `${asked.kind}:${asked.session}.${asked.when}`;
    case 'reminders':
    case 'message':
      return asked.kind;
    case 'questionnaire':
      return `${asked.kind}:${asked.instrument}`;
  }
}
