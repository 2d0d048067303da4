/** What may be assumed otherwise in a look ahead: one shape for the API and the command line. */
import { z } from 'zod';
import { Day, Place } from './shapes';

/** What a look ahead takes for granted where nothing is booked or said yet. */
export interface Assume {
  /** Days from one preparation session to the next. */
  preparationEveryDays: number;
  /** Days from one dosing session to the next. */
  dosingEveryDays: number;
  /** Days from a dosing session to its integration, where that is another visit. */
  integrationAfterDays: number;
  /** Days the prescriber takes to decide. */
  decisionDays: number;
  /** Days from a prescription to the supply's arrival. */
  supplyDays: number;
  /** Minutes a dosing session lasts. */
  dosingMinutes: number;
  /** Boosters in maintenance before the course ends. */
  boosters: number;
  /** Where the client is for sessions outside the clinic, where nobody has said: ISO 3166-2. */
  place: string;
  /** How the prescriber examines the client. */
  examined: 'inPerson' | 'telehealth';
  /** Nothing new is booked before this civil day (`YYYY-MM-DD`, the client's zone). */
  firstFreeDay?: string;
  /** Holds are lifted on this civil day instead of at their review. */
  holdsLiftedOn?: string;
}

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
