/** A dosing session from readiness to release. */
import { z } from 'zod';
import { Reason, Route, SessionRef, Vitals } from '../shapes';
import { clinicians, signal } from './signal';

export const dosing = {
  readinessAttested: signal(
    ['therapist'],
    'The therapist attested that the client is ready for the session.',
    {
      session: SessionRef,
    },
  ),
  vitalsRecorded: signal(
    [...clinicians, 'client'],
    'Vital signs were measured before, during or after the session.',
    {
      session: SessionRef,
      when: z.enum(['before', 'during', 'after']),
      vitals: Vitals,
    },
  ),
  dosingStarted: signal(clinicians, 'The client took the dose.', {
    session: SessionRef,
    supportPersonPresent: z.boolean().optional().meta({
      description:
        'The support person is in the client’s home. If not, the session does not start where the protocol requires one; if left out, the therapist is asked.',
    }),
    route: Route.optional().meta({
      description: 'How the client took the dose; only as ordered. Default: as ordered.',
    }),
  }),
  dosingEnded: signal(clinicians, 'The dosing session ended.', { session: SessionRef }),
  clientReleased: signal(clinicians, 'The client was released after the session.', {
    session: SessionRef,
    oriented: z.literal(true).meta({ description: 'The client is alert and oriented.' }),
    escort: z.boolean().meta({ description: 'The support person or escort is present.' }),
    vitals: Vitals.optional().meta({
      description:
        'Required if the prescriber set limits or the protocol asks for them, unless already recorded after the session.',
    }),
  }),
  clientLeftAgainstAdvice: signal(
    ['prescriber', 'lead'],
    'The client left after the session against advice, before they could be released.',
    {
      session: SessionRef,
      arranged: Reason.meta({
        description: 'What was arranged for the way home and the hours after, without clinical details.',
      }),
    },
  ),
};
