/** Vital signs of a course's sessions, from its log. */
import { z } from 'zod';
import type { Recorded } from '../course/events';
import { oneOf } from './oneOf';
import { At, Count } from './schemas';

export const VitalsOut = z
  .object({
    at: At,
    session: z.string().meta({ example: 'dosing-2' }),
    when: oneOf(['before', 'during', 'after'], {
      id: 'VitalsMoment',
      description: '`after`: at the release of the client.',
    }),
    ...{ systolic: Count, diastolic: Count, pulse: Count },
  })
  .meta({ id: 'VitalSigns', description: 'Vital signs as they were taken at a session.' });

/** The events that have some. */
export const VITALS_EVENTS = ['vitalsRecorded', 'clientReleased'] as const;

export function vitalsOf(event: Recorded): z.input<typeof VitalsOut>[] {
  if (event.type === 'vitalsRecorded')
    return [{ at: event.at, session: event.session, when: event.when, ...event.vitals }];
  return event.type === 'clientReleased' && event.vitals
    ? [{ at: event.at, session: event.session, when: 'after', ...event.vitals }]
    : [];
}
