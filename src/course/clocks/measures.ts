/** When measures are requested, and who is notified if they are missing. course.md §5 */
import { plusCivilDays } from '../../time/civil';
import { plusHours } from '../../time/instant';
import {
  MEASURE_REQUEST,
  measureOccasions,
  safetyItemsBlank,
  unansweredInstruments,
} from '../selectors/measures';
import { reportedAt } from '../selectors/reports';
import { message, task, type Clock } from './obligation';

export const measures: Clock = (course) =>
  measureOccasions(course)
    .filter((occasion) => unansweredInstruments(course, occasion).length > 0)
    .flatMap(({ name, due }) => [
      message(course, MEASURE_REQUEST, name, 'client', due),
      task(
        'measure-owed',
        'therapist',
        plusCivilDays(course.practice.zone, due, course.protocol.measures.owedDays),
        { about: name },
      ),
    ]);

/** Hours within which a therapist asks what a client left blank about self-harm. Our own assumption. */
const ASK_WITHIN_HOURS = 24;

/** Neither an alarm nor a no: a person asks. */
export const blankSafetyItem: Clock = (course) =>
  safetyItemsBlank(course).map(({ at }) =>
    task('ask-blank-item', 'therapist', at, {
      about: at,
      dueBy: plusHours(reportedAt(course, at), ASK_WITHIN_HOURS),
    }),
  );
