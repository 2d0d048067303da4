/** What may be assumed otherwise in a look ahead: one shape for the API and the command line. */
import { z } from 'zod';
import type { Assume } from '../course/forecast/assumptions';
import { Day, Place } from './shapes';

const days = z.coerce.number().int().min(0).max(365);

export const AssumeShape = {
  preparationEveryDays: days.min(1).optional().meta({ description: 'From one preparation to the next.' }),
  dosingEveryDays: days.min(1).optional().meta({ description: 'From one dosing session to the next.' }),
  integrationAfterDays: days.optional().meta({ description: 'From a dosing session to its integration.' }),
  decisionDays: days.optional().meta({ description: 'What the prescriber takes to decide.' }),
  supplyDays: days.min(1).optional().meta({ description: 'From a prescription to its arrival.' }),
  dosingMinutes: z.coerce
    .number()
    .int()
    .min(1)
    .max(720)
    .optional()
    .meta({ description: 'Length of a dosing.' }),
  boosters: z.coerce
    .number()
    .int()
    .min(0)
    .max(10)
    .optional()
    .meta({ description: 'Before the course ends.' }),
  place: Place.optional().meta({ description: 'Where the client is when outside the clinic: ISO 3166-2.' }),
  examined: z
    .enum(['inPerson', 'telehealth'])
    .optional()
    .meta({ description: 'How the prescriber examines.' }),
  firstFreeDay: Day.optional().meta({ description: 'Nothing new is booked before this day.' }),
  holdsLiftedOn: Day.optional().meta({ description: 'Instead of at their review.' }),
} satisfies { [K in keyof Assume]-?: z.ZodType };

export const AssumeSchema = z.strictObject(AssumeShape);

/** Without what is not given. */
export const assumedOtherwise = (given: z.output<typeof AssumeSchema>): Partial<Assume> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
