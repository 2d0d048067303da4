import { ownEvaluationOwed } from '../selectors/screening';
import { reason, type Reason } from '../../vocabulary/reasons';
import type { Course } from '../state';
import { unless } from './decider';

/** What must come before an approval, whatever it says; any other decision is possible. */
export const approvalBarred = (course: Course): Reason[] =>
  unless(!ownEvaluationOwed(course), reason('evaluation-owed:approval'));
