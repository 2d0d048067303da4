/** What a page for somebody who decides without an account shows. Nothing clinical before the code was given. */
import type { PrescriberAsked } from '../../../course/status/askedOfPrescriber';
import type { Status } from '../../../course/status/status';
import { courseReference } from '../../../messages/identity';
import { PRESCRIBER_ASKED } from '../../../vocabulary/prescriberAsked';
import type { MedicalRecord } from '../../endpoints/courses/medical';
import type { View } from '../client/frame';
import { html, verbatim, type Html } from '../client/html';
import type { Opened } from '../client/open';
import type { Form } from '../client/question';
import { NOT_ANSWER } from './answers';
import { choicesOf, keyOf, type Choice } from './choices';
import { dayIn, factsOf } from './facts';
import { fieldOf, typed } from './fields';
import { TEXTS } from './texts';

const page = (body: Html, status = 200): View => ({ status, title: TEXTS.title, english: true, body });

const post = (here: string, body: Html): Html => html`<form method="post" action="${here}">${body}</form>`;

const proofField = (proof: string): Html => html`<input type="hidden" name="proof" value="${proof}" />`;

const hidden = (form: Form, without: ReadonlySet<string>): Html[] =>
  Object.entries(form).flatMap(([name, value]) =>
    typeof value === 'string' && !without.has(name)
      ? [html`<input type="hidden" name="${name}" value="${verbatim(value)}" />`]
      : [],
  );

/** An answer that came without a proof goes with each page until it can be pressed again. */
const carried = (form: Form): Html[] => (form.choice === undefined ? [] : hidden(form, NOT_ANSWER));

const notYet = (form: Form): Html | false =>
  form.choice !== undefined && html`<p class="problem" role="alert">${TEXTS.notYet}</p>`;

/** The only field that takes time to write. */
const wrote = (form: Form): Html | false =>
  typed(form, 'note') !== '' &&
  html`<p>${TEXTS.wrote}:</p>
    <blockquote>${verbatim(typed(form, 'note'))}</blockquote>`;

const newLink = (here: string): Html => post(`${here}/new`, html`<button>${TEXTS.newLink}</button>`);

/** The page of a link that was replaced or is too old, when an answer came too late by it. */
export const newerView = (here: string, form: Form): View =>
  page(
    html`<p class="problem" role="alert">${TEXTS.newerLink}</p>
      ${wrote(form)} ${newLink(here)}`,
    409,
  );

export const tooManyView = (here: string, form: Form): View =>
  page(
    html`<p role="alert">${TEXTS.code.tooMany}</p>
      ${wrote(form)} ${newLink(here)}`,
    429,
  );

export const firstView = (here: string, form: Form): View =>
  page(
    html`${notYet(form)}
      <p>${TEXTS.first.waits}</p>
      ${post(
        here,
        html`${carried(form)}<button name="step" value="send">${TEXTS.first.send}</button>
          <button class="second" name="step" value="have">${TEXTS.first.have}</button>`,
      )}`,
  );

/** Where the practice asks no code: a press all the same, because mail programs open links. */
export const openlyView = (here: string, form: Form): View =>
  page(
    html`${notYet(form)}
      <p>${TEXTS.first.openly}</p>
      ${post(here, html`${carried(form)}<button name="step" value="open">${TEXTS.first.open}</button>`)}`,
  );

export function codeView(here: string, form: Form, said?: string, problem?: string): View {
  const { label, go, again } = TEXTS.code;
  return page(
    html`${said !== undefined && html`<p role="status">${said}</p>`}
    ${problem !== undefined && html`<p class="problem" id="code-problem" role="alert">${problem}</p>`}
    ${post(
      here,
      html`${carried(form)}<label for="code">${label}</label>
        <input
          id="code"
          name="code"
          type="text"
          inputmode="numeric"
          autocomplete="one-time-code"
          maxlength="20"
          required
          ${problem !== undefined && html`aria-describedby="code-problem"`}
        />
        <button>${go}</button>`,
    )}
    ${post(here, html`${carried(form)}<button class="second" name="step" value="send">${again}</button>`)}`,
  );
}

/** A word, with the way to another code if it is about one. */
export const saidView = (said: string, status = 200): View =>
  page(html`<p role="status">${said}</p>`, status);

export const doneView = (choice: string): View =>
  page(
    html`<p role="status">${TEXTS.said(choice)}</p>
      <p>${TEXTS.close}</p>`,
  );

const NOT_KEPT: ReadonlySet<string> = new Set(['code', 'lang']);

/** Something does not answer: what was sent is kept for another try. */
export const laterView = (here: string, form: Form): View =>
  page(
    html`<p role="alert">${TEXTS.later}</p>
      ${post(here, html`${hidden(form, NOT_KEPT)}<button>${TEXTS.again}</button>`)}`,
    503,
  );

export interface Deciding {
  opened: Opened;
  asked: PrescriberAsked;
  status: Status;
  record: MedicalRecord;
  here: string;
  proof: string;
  nonce: string;
  /** What was sent, if it could not be recorded. */
  form: Form;
  /** Why not: a sentence, and what it is about. */
  problem?: { said: string; details?: readonly string[] };
  httpStatus?: number;
}

/** The matter: who, what is asked, what can be answered, and what it is decided by. */
export function decisionView(deciding: Deciding): View {
  const { opened, asked, problem, status, record, httpStatus } = deciding;
  const { client, course, practice } = opened;
  const day = dayIn(practice.zone);
  const { title, sentence } = PRESCRIBER_ASKED[asked.kind];
  return page(
    html`${
        problem &&
        html`<div role="alert" class="problem">
          <p>${problem.said}</p>
          ${problem.details?.map((each) => html`<p>${each}</p>`)}
        </div>`
      }
      <h2>${title}</h2>
      <dl>
        <dt>${TEXTS.who}</dt>
        <dd>${client.name} (${TEXTS.reference(courseReference(course.id))})</dd>
      </dl>
      <p>${sentence}</p>
      <p>
        ${asked.informationAsked ? TEXTS.informationAsked(day(asked.since)) : TEXTS.since(day(asked.since))}
        ${asked.dueBy && TEXTS.due(day(asked.dueBy))}
      </p>
      ${
        asked.barred &&
        html`<p>${TEXTS.barred}</p>
          <ul>
            ${asked.barred.map((reason) => html`<li>${reason.sentence}</li>`)}
          </ul>`
      }
      ${factsOf({ asked, status, record, zone: practice.zone })}
      <h2>${TEXTS.decide}</h2>
      ${choicesOf(asked).map((choice) => choiceForm(deciding, choice))}`,
    httpStatus ?? 200,
  );
}

/** Folded, so that the ways to answer are seen at a glance; open if it is what was sent. */
function choiceForm({ here, proof, nonce, asked, form }: Deciding, choice: Choice): Html {
  const words = TEXTS.choices[choice.key];
  const sent = form.choice === choice.key;
  return html`<details ${sent && 'open'}>
    <summary>${words}</summary>
    ${post(
      here,
      html`${choice.fields.map((field) => fieldOf(choice, field, sent ? form : {}))} ${proofField(proof)}
        <input type="hidden" name="key" value="${keyOf(asked)}" />
        <input type="hidden" name="nonce" value="${nonce}" />
        <button name="choice" value="${choice.key}">${words}</button>`,
    )}
  </details>`;
}
