/** Records an answer: once, however often it is pressed; and no second one to the same question. */
import { readSignal } from '../../../protocols/readSignal';
import type { Actor } from '../../../catalog/signals';
import { civilIn, dateIn, instantOf } from '../../../time/civil';
import { plusMinutes, type Instant } from '../../../time/instant';
import { keepRefusal, report } from '../../endpoints/courses/signals';
import type { ApiDeps } from '../../http/deps';
import { ApiError } from '../../http/errors';
import { statusFor } from '../client/course';
import type { View } from '../client/frame';
import type { Pace } from '../client/pace';
import { answerId } from './answers';
import { choicesOf, keyOf, type Days } from './choices';
import { valuesOf } from './fields';
import { TEXTS } from './texts';
import { decisionView, doneView, laterView, saidView, type Deciding } from './views';

/** An answer that nobody knows to have arrived keeps others out for so long. If it is asked still, it did not. */
const IN_DOUBT_MINUTES = 10;

interface Recording {
  by: Actor;
  now: Instant;
  pace: Pace;
}

function daysIn(zone: string, now: Instant): Days {
  const at = (date: string, hour: number, minute: number): Instant => {
    const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
    return instantOf(zone, { ...civilIn(zone, now), year, month, day, hour, minute });
  };
  return {
    endOf: (date) => at(date, 23, 59),
    noonOf: (date) => (date === dateIn(zone, now) ? undefined : at(date, 12, 0)),
  };
}

export async function record(deps: ApiDeps, deciding: Deciding, { by, now, pace }: Recording): Promise<View> {
  const { opened, asked, form, here } = deciding;
  const { link, course, practice } = opened;
  const again = (said: string, details: readonly string[] = [], httpStatus = 200): View =>
    decisionView({ ...deciding, problem: { said, details }, httpStatus });
  if (form.key !== keyOf(asked))
    return decisionView({ ...deciding, form: {}, problem: { said: TEXTS.another }, httpStatus: 409 });
  const choice = choicesOf(asked).find(({ key }) => key === form.choice);
  const values = choice && valuesOf(choice, form);
  const id = answerId(link.hash, form);
  if (!choice || !values || id === undefined) return again(TEXTS.missing, [], 400);
  const fields = choice.report(values, daysIn(practice.zone, now));
  const read = readSignal(choice.signal, { ...fields, id, by });
  if ('problems' in read)
    return again(
      TEXTS.missing,
      read.problems.map(({ field, message }) => `${field}: ${message}`),
      400,
    );
  const claim = { courseId: course.id, asked: keyOf(asked), answer: id };
  const { pageAnswers, pageLinks } = deps.store;
  const count = `${course.id} ${link.purpose}`;
  if (pace.begin(count, now) !== undefined) return saidView(TEXTS.enough, 429);
  if (!(await pageAnswers.claim({ ...claim, at: now }, plusMinutes(now, -IN_DOUBT_MINUTES))))
    return saidView(TEXTS.answered, 409);
  try {
    const outcome = await report(deps, course, read.signal);
    if (outcome.repeated) pace.takeBack(count);
    if (!outcome.accepted) {
      await pageAnswers.release(claim);
      if (outcome.unrecorded) await keepRefusal(deps, course.id, read.signal, outcome, now);
      return again(
        TEXTS.refused,
        outcome.reasons.map(({ sentence }) => sentence),
        409,
      );
    }
  } catch (error) {
    pace.takeBack(count);
    if (!(error instanceof ApiError)) throw error;
    // It may have arrived: the same press again is the same report.
    return laterView(here, form);
  }
  await pageAnswers.recorded(claim, now);
  const after = await statusFor(deps, course.id);
  // While the course does not say what it asks, the link stays.
  if (!after) return doneView(TEXTS.choices[choice.key]);
  const next = after.askedOfPrescriber.find(({ kind }) => kind === asked.kind);
  if (next === undefined) await pageLinks.end(link.hash, 'used', now);
  else if (keyOf(next) === keyOf(asked)) await pageAnswers.release(claim);
  return doneView(TEXTS.choices[choice.key]);
}
