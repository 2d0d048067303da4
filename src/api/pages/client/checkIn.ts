/** How a client is after a dosing session. What is not well gets lost by nothing. */
import { FEELINGS, SessionRef } from '../../../catalog/shapes';
import type { Asked } from '../../../course/status/asked';
import { choiceField } from './choiceField';
import { html } from './html';
import { wordsField, wordsIn } from './ownWords';
import type { Form, Question } from './question';

type CheckIn = Extract<Asked, { kind: 'checkIn' }>;

const feelingIn = ({ feeling }: Form) => FEELINGS.find((each) => each === feeling);

export const CHECK_IN: Question<CheckIn> = {
  crisis: true,
  title: ({ texts }) => texts.asked.checkIn.title,
  body: ({ texts: { asked, offered } }, _asked, form) =>
    html`${choiceField({
        ...{ name: 'feeling', legend: asked.checkIn.question, values: FEELINGS },
        ...{ words: asked.checkIn.feelings, form },
      })}
      ${wordsField({ label: asked.checkIn.words, help: 'words-help', form })}
      <p class="help" id="words-help">${offered.words.notWatched}</p>`,
  buttons: ({ asked }) => [asked.checkIn.send],
  yes: (form, { session }, { asked: { checkIn } }) => {
    const feeling = feelingIn(form);
    if (!feeling) return undefined;
    const words = wordsIn(form);
    return {
      report: { name: 'checkInAnswered', session, feeling, ...(words !== '' && { words }) },
      said: checkIn.said[feeling],
      ...(feeling !== 'well' && { crisis: true }),
    };
  },
};

/** A check-in that a form answers, also if the course no longer asks for it. */
export function checkInIn({ key }: Form): CheckIn | undefined {
  if (typeof key !== 'string' || !key.startsWith('checkIn:')) return undefined;
  const session = SessionRef.safeParse(key.slice('checkIn:'.length));
  return session.success ? { kind: 'checkIn', session: session.data } : undefined;
}

/** Whether a form says that somebody is not well. */
export const saysUnwell = (form: Form): boolean =>
  checkInIn(form) !== undefined && feelingIn(form) === 'unwell';
