/** When the practice learned of what happened. */
import type { Instant } from '../../time/instant';
import type { Course } from '../state';

/** When the practice learned of what happened at an instant: then, or when it was reported. */
export const reportedAt = ({ reportedLate }: Course, at: Instant): Instant => reportedLate[at] ?? at;
