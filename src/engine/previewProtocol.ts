/** What a move to another version of the protocol would change in one course. Changes nothing. */
import { compareForecasts, type ForecastChange } from '../course/forecast/compare';
import type { Forecast } from '../course/forecast/forecast';
import type { Reason } from '../vocabulary/reasons';
import { diffProtocols, type Difference } from '../protocols/diff';
import type { Protocol } from '../catalog/protocol';
import type { SignalOf } from '../catalog/signals';
import type { Store } from '../store';
import { EngineError, type CourseEngine } from './engine';

interface Version {
  id: string;
  version: number;
}

type Ahead = Pick<Forecast, 'ends' | 'charges' | 'unknown'>;

export interface ProtocolPreview {
  from: Version;
  to: Version;
  differences: Difference[];
  /** Why the course cannot move now. */
  refused?: Reason[];
  before: Ahead;
  after: Ahead;
  changes: ForecastChange[];
}

export interface PreviewNeeds {
  store: { events: Pick<Store['events'], 'latest'> };
  engine: Pick<CourseEngine, 'forecast'>;
}

/** The protocol the course uses: the one it started with or last moved to. */
async function pinned({ events }: PreviewNeeds['store'], course: string): Promise<Protocol> {
  const event = await events.latest(course, ['courseStarted', 'protocolChanged']);
  if (event?.type === 'courseStarted' || event?.type === 'protocolChanged') return event.protocol;
  throw new EngineError('course-not-begun');
}

const ahead = ({ ends, charges, unknown }: Forecast): Ahead => ({ ends, charges, unknown });
const versionOf = ({ id, version }: Protocol): Version => ({ id, version });

/** @throws EngineError when the course does not respond */
export async function previewMove(
  { store, engine }: PreviewNeeds,
  course: string,
  signal: SignalOf<'protocolChanged'>,
): Promise<ProtocolPreview> {
  const was = await pinned(store, course);
  const is = signal.protocol;
  const before = await engine.forecast(course, signal.by.id);
  const after = await engine.forecast(course, signal.by.id, { signal });
  return {
    from: versionOf(was),
    to: versionOf(is),
    differences: diffProtocols(was, is),
    ...(after.refused && { refused: after.refused }),
    ...{ before: ahead(before), after: ahead(after), changes: compareForecasts(before, after) },
  };
}
