/** The data that a run of a course hands over to the next: versioned plain JSON. */
import type { RawItem, SignalItem } from './items';
import type { Course } from '../course/state';
import type { Errand } from './errands';

/** A signal that the course has received and not processed. */
export type CarriedSignal =
  Pick<SignalItem, 'kind' | 'signal'> | Pick<RawItem, 'kind' | 'id' | 'name' | 'payload'>;

export interface Carried {
  version: 2;
  /** Absent if the course has not started. */
  course?: Course;
  /** Processed first, in this order. */
  inbox: CarriedSignal[];
  /** To be run again. Those that are already done are found to be done. */
  errands: Errand[];
}

/** Version 1 handed over only the state. */
export interface CarriedStateOnly {
  version: 1;
  course: Course;
}
