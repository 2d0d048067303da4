/** What a run of a course hands over to the next: versioned plain JSON. */
import type { RawItem, SignalItem } from './items';
import type { Course } from '../course/state';
import type { Errand } from './errands';

/** Something people have sent that the course has not taken in. */
export type CarriedSignal =
  Pick<SignalItem, 'kind' | 'signal'> | Pick<RawItem, 'kind' | 'id' | 'name' | 'payload'>;

export interface Carried {
  version: 2;
  /** Absent: the course has not begun. */
  course?: Course;
  /** Taken in first, in this order. */
  inbox: CarriedSignal[];
  /** To be run again: what of them is done already is found to be done. */
  errands: Errand[];
}

/** What was handed over before there was more to hand over than the state. */
export interface CarriedStateOnly {
  version: 1;
  course: Course;
}
