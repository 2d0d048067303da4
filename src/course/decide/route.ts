/** What an order, and the report of a dose, may say of the route. course.md §4.1, §6 */
import type { Route } from '../../catalog/shapes';
import { reason, type Reason } from '../../vocabulary/reasons';
import { routeAfter, routesListed } from '../selectors/route';
import type { Course } from '../state';
import { unless } from './decider';

type Check = (course: Course, route: Route | undefined) => Reason[];

export const routeListed: Check = (course, route) =>
  unless(
    !route || routesListed(course).includes(route),
    reason('route-not-listed', { route: route ?? 'none' }),
  );

/** Of several routes, an order names one, unless one is ordered already. */
export const routeNamed: Check = (course, route) =>
  unless(
    routesListed(course).length === 0 || routeAfter(course, route),
    reason('route-unordered', { routes: routesListed(course).join(', ') }),
  );

/** Another route than the one ordered is a changed order, which client and therapist acknowledge. */
export const routeAsOrdered: Check = (course, route) => {
  const { route: ordered } = course;
  return [
    ...routeListed(course, route),
    ...unless(
      !route || !ordered || route === ordered,
      reason('route-not-ordered', { route: route ?? 'none', ordered: ordered ?? 'none' }),
    ),
  ];
};
