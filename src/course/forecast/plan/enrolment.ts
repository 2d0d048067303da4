/** Consents, estimate, measures, payments and preparation. */
import { completedCount } from '../../selectors/sessions';
import { estimateIssuedBefore, locationOwed } from '../../selectors/paperwork';
import { preparationsBookable } from '../../selectors/preparation';
import type { Assume } from '../../../catalog/assumptions';
import type { Course } from '../../state';
import { expectedCosts } from '../../money/expected';
import { MEASURE_REQUEST, measureOccasions, scaleOf, unansweredInstruments } from '../../selectors/measures';
import { balanceCents } from '../../money/ledger';
import { estimateOwed } from '../../money/payer';
import { type Planned, report, workday, minutesFromNow, nextBooked, endOfSession, book } from './build';

export function enrol(course: Course, { place }: Assume): Planned | undefined {
  const missing = course.protocol.consents.filter((kind) => !course.consents[kind]);
  if (missing.length > 0)
    return report(course, minutesFromNow(course, 30), 'client', 'consentSigned', { kinds: missing });
  if (locationOwed(course))
    return report(course, minutesFromNow(course, 15), 'client', 'locationDeclared', { place });
  if (!estimateOwed(course) || course.estimate?.acknowledgedAt) return undefined;
  const { estimate } = course;
  return estimate
    ? report(course, minutesFromNow(course, 60), 'client', 'estimateAcknowledged', { estimate: estimate.ref })
    : report(course, minutesFromNow(course, 60), 'biller', 'estimateIssued', {
        estimate: nextEstimate(course),
        // An estimate of zero cannot be issued: prices not entered yet count as one cent.
        totalCents: Math.max(1, expectedCosts(course).toCents),
      });
}

function nextEstimate(course: Course): string {
  let number = 1;
  while (estimateIssuedBefore(course, `estimate-${number}`)) number += 1;
  return `estimate-${number}`;
}

/** Requested measures are answered at once. */
export function answerMeasures(course: Course): Planned | undefined {
  const asked = measureOccasions(course).find(
    ({ name }) => `${MEASURE_REQUEST}:${name}:client` in course.done,
  );
  const [instrument] = asked ? unansweredInstruments(course, asked) : [];
  if (!instrument) return undefined;
  const { items: count, safetyItem } = scaleOf(instrument);
  const items = Array.from({ length: count }, (_, item) => (item === safetyItem ? 0 : 1));
  return report(course, course.clock, 'client', 'measureSubmitted', { instrument, items });
}

export function pay(course: Course): Planned | undefined {
  const cents = balanceCents(course.money);
  return cents > 0
    ? report(course, minutesFromNow(course, 15), 'biller', 'paymentPosted', { cents, method: 'card' })
    : undefined;
}

export function prepare(course: Course, assume: Assume): Planned | undefined {
  const booked = nextBooked(course, 'preparation');
  if (booked)
    return report(course, endOfSession(booked), 'therapist', 'sessionCompleted', { session: booked.ref });
  if (preparationsBookable(course) === 0) return undefined;
  const days = completedCount(course, 'preparation') === 0 ? 2 : assume.preparationEveryDays;
  return book(course, assume, 'preparation', workday(course, course.clock, days, 10));
}
