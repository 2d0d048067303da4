/** When measures are requested, and who is notified if they are missing. course.md §5 */
import { plusCivilDays } from '../../time/civil';
import { MEASURE_REQUEST, measureOccasions, unansweredInstruments } from '../selectors/measures';
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
