/** How the client takes the dose: what the protocol lists, and what the prescriber ordered. course.md §4.1, §6 */
import type { Route } from '../../catalog/shapes';
import type { Course } from '../state';

type Ordered = Pick<Course, 'protocol' | 'route'>;

export const routesListed = ({ protocol }: Ordered): readonly Route[] => protocol.dosing.routes ?? [];

/** The route after an order that may name one. The only route of a protocol needs no naming. */
export function routeAfter(course: Ordered, named?: Route): Route | undefined {
  const [first, ...others] = routesListed(course);
  return named ?? course.route ?? (others.length === 0 ? first : undefined);
}

/** The protocol lists routes, and the order names none of them. */
export function routeOwed(course: Ordered): boolean {
  const routes = routesListed(course);
  return routes.length > 0 && !routes.some((route) => route === course.route);
}
