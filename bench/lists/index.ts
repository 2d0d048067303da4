/** `npm run bench -- --lists`: the console's lists with 5,000 courses. */
import { measureLists, type ListSizes, type MeasuredLists } from './measure';

export const MANY: ListSizes = { courses: 5_000, reads: 100, opens: 10 };
/** Enough to see that everything runs. The numbers are meaningless. */
export const FEW: ListSizes = { courses: 100, reads: 3, opens: 0 };

/** What each list may take, in milliseconds at the 95th percentile, and the first screen. */
export const LIST_LIMIT_MS = 150;
export const SCREEN_LIMIT_MS = 1_000;

export { measureLists };

const ms = (value: number): string => value.toFixed(0);
const verdict = (met: boolean): string => (met ? 'met' : '**not met**');

/** A table for people. */
export function reportLists({ courses, lists, firstScreen }: MeasuredLists): string {
  return [
    `| | ${courses.few} courses, p50 | p95 | ${courses.many} courses, p50 | p95 | ratio of p50 | p95 < ${LIST_LIMIT_MS} ms |`,
    '| --- | ---: | ---: | ---: | ---: | ---: | --- |',
    ...lists.map(
      ({ what, few, many }) =>
        `| ${what} | ${ms(few.p50)} | ${ms(few.p95)} | ${ms(many.p50)} | ${ms(many.p95)} | ` +
        `${(many.p50 / few.p50).toFixed(1)} | ${verdict(many.p95 < LIST_LIMIT_MS)} |`,
    ),
    ...(firstScreen
      ? [
          '',
          `First screen, in milliseconds: ${ms(firstScreen.fresh.p50)} (p95 ${ms(firstScreen.fresh.p95)}) in a new window, ` +
            `${ms(firstScreen.cached.p50)} when opened again. Under ${SCREEN_LIMIT_MS}: ${verdict(firstScreen.fresh.p95 < SCREEN_LIMIT_MS)}.`,
        ]
      : []),
  ].join('\n');
}
