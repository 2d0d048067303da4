/** What a page lets clients do of their own accord: how it is shown, and the signal that it is. */
import { MESSAGE_TOPICS, REMINDERS } from '../../../catalog/shapes';
import type { Offered } from '../../../course/status/offered';
import type { Instant } from '../../../time/instant';
import { instant } from '../../../time/instant';
import type { OfferedKind } from '../../../vocabulary/pages';
import { ASK_SUPPORT } from './askSupport';
import { choiceField } from './choiceField';
import { html, type Html } from './html';
import { wordsField, wordsIn } from './ownWords';
import type { Form, Question, Words } from './question';

type Of<K extends OfferedKind> = Extract<Offered, { kind: K }>;

/** Free times, day by day. */
function timeChoices({ texts, day, time }: Words, times: readonly Instant[], chosen: unknown): Html {
  const days = [...new Set(times.map(day))];
  return html`${days.map(
    (each) =>
      html`<fieldset>
        <legend>${each}</legend>
        ${times
          .filter((at) => day(at) === each)
          .map(
            (at) =>
              html`<label class="choice"
                ><input type="radio" name="start" value="${at}" ${chosen === at && 'checked'} />${time(
                  at,
                )}</label
              >`,
          )}
      </fieldset>`,
  )}
  ${
    days.length > 0 &&
    html`<label class="choice"
      ><input type="radio" name="start" value="" />${texts.offered.words.none}</label
    >`
  }`;
}

/** A time that a form names; undefined if it names none. */
function startIn({ start }: Form): Instant | undefined {
  if (typeof start !== 'string') return undefined;
  try {
    return instant(start);
  } catch {
    return undefined;
  }
}

const ANOTHER_TIME: Question<Of<'anotherTime'>> = {
  open: true,
  title: ({ texts }) => texts.offered.anotherTime.title,
  name: ({ texts, when }, { start }) => texts.offered.anotherTime.name(when(start)),
  body: (words, { start, wished, fee }, form, { times }) => {
    const { anotherTime, words: own } = words.texts.offered;
    return html`<p>${anotherTime.now(words.when(start))}</p>
      ${wished && html`<p>${anotherTime.already(wished.start && words.when(wished.start))}</p>`}
      ${fee && html`<p>${anotherTime.fee(words.when(fee.from), words.amount(fee.cents))}</p>`}
      <p>${times.length > 0 ? anotherTime.choose : anotherTime.noneFree}</p>
      ${timeChoices(words, times, form.start)}
      ${wordsField({
        label: times.length > 0 ? anotherTime.orWords : anotherTime.words,
        help: 'words-help',
        form,
      })}
      <p class="help" id="words-help">${own.notWatched}</p>`;
  },
  buttons: ({ offered }) => [offered.anotherTime.send],
  yes: (form, { session }, { offered: { anotherTime } }) => {
    const [start, words] = [startIn(form), wordsIn(form)];
    if (start === undefined && words === '') return undefined;
    return {
      report: {
        name: 'rescheduleRequested',
        session,
        ...(start && { start }),
        ...(words !== '' && { words }),
      },
      said: anotherTime.said,
    };
  },
};

const TAKE_BACK: Question<Of<'takeBack'>> = {
  title: ({ texts }) => texts.offered.takeBack.title,
  name: ({ texts, when }, { start }) => texts.offered.takeBack.name(when(start)),
  body: ({ texts: { offered }, when }, { start, wished }) =>
    html`<p>${offered.takeBack.asked(when(start), wished.start && when(wished.start))}</p>
      <p>${offered.takeBack.stays}</p>`,
  buttons: ({ offered }) => [offered.takeBack.send],
  yes: (_form, { session }, { offered }) => ({
    report: { name: 'rescheduleWithdrawn', session },
    said: offered.takeBack.said,
  }),
};

const REMINDING: Question<Of<'reminders'>> = {
  title: ({ texts }) => texts.offered.reminders.title,
  body: ({ texts: { offered } }, { chosen, hours }, form) => {
    const { reminders } = offered;
    const before = [...hours].sort((a, b) => b - a).map(reminders.before);
    return html`<p id="words-help">${reminders.what}</p>
      ${choiceField({
        ...{ name: 'reminders', legend: reminders.which, values: REMINDERS },
        words: {
          all: reminders.all(before.join(', ')),
          earliest: reminders.only(before.at(0) ?? ''),
          latest: reminders.only(before.at(-1) ?? ''),
          none: reminders.none,
        },
        form: { reminders: chosen, ...form },
      })}
      <p class="help">${reminders.always}</p>`;
  },
  buttons: ({ offered }) => [offered.reminders.send],
  yes: (form, _offered, { offered }) => {
    const reminders = REMINDERS.find((each) => each === form.reminders);
    return reminders && { report: { name: 'remindersChosen', reminders }, said: offered.reminders.said };
  },
};

const MESSAGE: Question<Of<'message'>> = {
  crisis: true,
  title: ({ texts }) => texts.offered.message.title,
  body: ({ texts: { offered } }, _offered, form) =>
    html`<p id="words-help">${offered.message.notWatched}</p>
      ${choiceField({
        ...{ name: 'about', legend: offered.message.about, values: MESSAGE_TOPICS },
        ...{ words: offered.message.topics, form },
      })}
      ${wordsField({ label: offered.message.words, help: 'words-help', form, required: true })}`,
  buttons: ({ offered }) => [offered.message.send],
  yes: (form, _offered, { offered }) => {
    const about = MESSAGE_TOPICS.find((each) => each === form.about);
    const words = wordsIn(form);
    if (!about || words === '') return undefined;
    return { report: { name: 'clientWrote', about, words }, said: offered.message.said, crisis: true };
  },
};

const OWN_TIME: Question<Of<'ownTime'>> = {
  title: ({ texts }) => texts.offered.ownTime.title,
  body: (words, { by }, form, { times }) => {
    const { ownTime } = words.texts.offered;
    return html`${by !== undefined && html`<p>${ownTime.by(words.when(by))}</p>`}
      <p>${times.length > 0 ? ownTime.choose : ownTime.noneFree}</p>
      ${timeChoices(words, times, form.start)}`;
  },
  buttons: ({ offered }) => [offered.ownTime.send],
  yes: (form, _offered, { offered }) => {
    const start = startIn(form);
    return (
      start && {
        report: { name: 'sessionScheduled', kind: 'integration', start },
        said: offered.ownTime.said,
      }
    );
  },
};

export const OFFERS: { readonly [K in OfferedKind]: Question<Of<K>> } = {
  ownTime: OWN_TIME,
  anotherTime: ANOTHER_TIME,
  takeBack: TAKE_BACK,
  askSupport: ASK_SUPPORT,
  reminders: REMINDING,
  message: MESSAGE,
};
