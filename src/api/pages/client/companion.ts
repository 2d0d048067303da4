/** What a support person sees and says by their own link: time and place, and whether they will be there. Nothing else. */
import { canonicalJson } from '../../../security/canonicalJson';
import { hashOf } from '../../../security/secrets';
import { readSignal } from '../../../protocols/readSignal';
import type { SessionFact } from '../../../course/status/facts';
import { keepRefusal, report } from '../../endpoints/courses/signals';
import type { ApiDeps } from '../../http/deps';
import { ApiError } from '../../http/errors';
import { statusFor } from './course';
import type { View } from './frame';
import { html } from './html';
import type { Opened } from './open';
import type { PageRequest } from './request';
import { LANGUAGES } from './texts';
import { againView, appointmentRows, carried, plainView, target, type Shown } from './views';

const SIGNALS = { yes: 'supportPersonConfirmed', no: 'supportPersonUnavailable' } as const;
type Answer = keyof typeof SIGNALS;

const answerIn = (answer: unknown): Answer | undefined =>
  answer === 'yes' || answer === 'no' ? answer : undefined;

/** Whether it still matters who stays with the client. */
const isOpen = ({ status, start, supportPersonRequired }: SessionFact, now: string): boolean =>
  status === 'scheduled' && start > now && supportPersonRequired === true;

export async function companionPage(
  deps: ApiDeps,
  { link, course, client, practice }: Opened,
  person: string,
  request: PageRequest,
): Promise<View> {
  const { form, language, here, now, nonce, pace } = request;
  const texts = LANGUAGES[language];
  const status = await statusFor(deps, course.id);
  const shown: Shown = {
    ...{ language, texts, practice, here, now, nonce, form, clientZone: client.zone },
    ...{ sessions: status?.facts.sessions ?? [], asked: [], offered: [] },
  };
  const { companion, appointment } = texts;
  if (!status)
    return course.closed === undefined
      ? againView(shown, texts.later)
      : plainView(companion.title, companion.over);
  const session = shown.sessions.find(({ ref }) => ref === link.about);
  if (!session || session.status === 'cancelled') return plainView(companion.title, appointment.off);
  if (!isOpen(session, now)) return plainView(companion.title, companion.over);
  const answer = answerIn(form.answer);
  if (answer === undefined || typeof form.nonce !== 'string') return askView(shown, session);
  const count = `${course.id} companion`;
  if (pace.begin(count, now) !== undefined) return plainView(companion.title, texts.enough, 429);
  const name = SIGNALS[answer];
  const id = `page:${hashOf(canonicalJson([link.hash, form.nonce, name])).slice(0, 40)}`;
  const read = readSignal(name, { session: session.ref, id, by: { role: 'supportPerson', id: person } });
  if ('problems' in read) return askView(shown, session);
  try {
    const outcome = await report(deps, course, read.signal);
    if (outcome.repeated) pace.takeBack(count);
    if (outcome.accepted)
      return plainView(companion.title, answer === 'yes' ? companion.saidYes : companion.saidNo);
    if (outcome.unrecorded) await keepRefusal(deps, course.id, read.signal, outcome, now);
    return plainView(companion.title, texts.refused, 409);
  } catch (error) {
    pace.takeBack(count);
    if (!(error instanceof ApiError)) throw error;
    return againView(shown, texts.later);
  }
}

function askView(shown: Shown, session: SessionFact): View {
  const { companion } = shown.texts;
  const comes = session.supportPerson === 'confirmed';
  return {
    title: companion.title,
    body: html`${appointmentRows(shown, session, companion.places)}
      <p>${companion.question}</p>
      ${comes && html`<p>${companion.noted}</p>`}
      <form method="post" action="${target(shown)}">
        ${carried(shown)}
        <input type="hidden" name="nonce" value="${shown.nonce}" />
        <button name="answer" value="yes">${companion.yes}</button>
        <button class="second" name="answer" value="no">${companion.no}</button>
      </form>`,
  };
}
