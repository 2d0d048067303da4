/** The prescriber: referral, decision, instructions, labs, orders, follow-ups. */
import { z } from 'zod';
import { InstantText, InstructionsRef, OrderRef, Route, type Role } from '../shapes';
import { Examined, MostDosings, signal } from './signal';

const prescribing: Role[] = ['prescriber', 'partner'];

const MoreSessions = z.int().min(1).max(20).meta({ description: 'How many more preparation sessions.' });

export const medical = {
  referralSent: signal(
    ['system', 'frontDesk', 'therapist'],
    'The referral reached the prescribing partner.',
    {},
  ),
  prescriberDecision: signal(prescribing, 'The prescriber decided on the referral.', {
    decision: z.enum(['approved', 'declined', 'needsInformation', 'morePreparation']),
    validUntil: InstantText.optional().meta({
      description: 'When an approval expires. Default: after the number of days set in the protocol.',
    }),
    examined: Examined,
    sessions: MoreSessions.optional().meta({
      description: 'With `morePreparation`: how many more preparation sessions.',
    }),
    maxDosings: MostDosings,
    route: Route.optional().meta({
      description:
        'With `approved`: how the client takes the dose. Required if the protocol lists several routes and none is ordered yet.',
    }),
  }),
  morePreparationNeeded: signal(
    ['therapist'],
    'The client needs more preparation before the referral or before dosing.',
    { sessions: MoreSessions.default(1) },
  ),
  instructionsIssued: signal(
    prescribing,
    'The prescriber’s diet and medication instructions are ready for the client to read.',
    { instructions: InstructionsRef },
  ),
  instructionsAcknowledged: signal(['client', 'frontDesk'], 'The client read the instructions.', {
    instructions: InstructionsRef,
  }),
  labsCleared: signal(['prescriber'], 'The prescriber reviewed the lab results and cleared them.', {}),
  trainingCompleted: signal(
    prescribing,
    'The client was trained to take vital signs and to self-administer.',
    {},
  ),
  vitalsLimitsSet: signal(prescribing, 'The prescriber set limits for vital signs.', {
    systolicMax: z.int().min(60).max(260),
    diastolicMax: z.int().min(40).max(160),
    pulseMax: z.int().min(40).max(220),
  }),
  doseConfirmed: signal(prescribing, 'The prescriber confirmed the dose after the exploratory sessions.', {
    maxDosings: MostDosings,
  }),
  doseChanged: signal(
    prescribing,
    'The prescriber changed the order. Client and therapist must acknowledge it; the old supply is quarantined.',
    {
      order: OrderRef,
      route: Route.optional().meta({ description: 'How the client takes the dose. Default: as before.' }),
    },
  ),
  doseChangeAcknowledged: signal(
    ['client', 'therapist'],
    'The client or the therapist acknowledged the changed order.',
    { order: OrderRef },
  ),
  followUpCompleted: signal(
    prescribing,
    'A medical follow-up took place. The time until the next one starts again.',
    {
      examined: Examined,
    },
  ),
};
