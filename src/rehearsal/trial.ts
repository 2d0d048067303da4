/** A standard course with each of two versions of a protocol, and what differs. It takes seconds: the API runs it in a thread. */
import type { Protocol } from '../catalog/protocol';
import { compareForecasts, type ForecastChange } from '../course/forecast/compare';
import { forecast, type Forecast } from '../course/forecast/forecast';
import { estimate, EstimateRefused } from '../protocols/estimate';
import type { Instant } from '../time/instant';
import { atStart } from './lookAhead';

export interface Trial {
  before: Protocol;
  after: Protocol;
  /** Of the practice and the client. */
  zone: string;
  now: Instant;
}

export interface StandardCourse {
  forecast: Forecast;
  /** Absent while a price has not been entered. */
  estimate?: ReturnType<typeof estimate>;
}

export interface Tried {
  before: StandardCourse;
  after: StandardCourse;
  changes: ForecastChange[];
}

export function tryProtocols({ before, after, zone, now }: Trial): Tried {
  const [was, is] = [before, after].map((protocol) => ({
    ...estimateOf(protocol),
    forecast: forecast(atStart(protocol, zone, now).course, now),
  })) as [StandardCourse, StandardCourse];
  return { before: was, after: is, changes: compareForecasts(was.forecast, is.forecast) };
}

function estimateOf(protocol: Protocol): Pick<StandardCourse, 'estimate'> {
  try {
    return { estimate: estimate(protocol) };
  } catch (error) {
    if (error instanceof EstimateRefused) return {};
    throw error;
  }
}
