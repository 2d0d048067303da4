/** The assumptions of a forecast that a caller may change: one shape for the API and the command line. */
import { z } from 'zod';
import { Day, Place } from './shapes';

/** What a forecast assumes where nothing has been booked or reported yet. */
export interface Assume {
  /** Days from one preparation session to the next. */
  preparationEveryDays: number;
  /** Days from one dosing session to the next. */
  dosingEveryDays: number;
  /** Days from a dosing session to its integration, where that is another visit. */
  integrationAfterDays: number;
  /** Days until the prescriber decides. */
  decisionDays: number;
  /** Days from a prescription to the supply's arrival. */
  supplyDays: number;
  /** Minutes a dosing session lasts. */
  dosingMinutes: number;
  /** Boosters in maintenance before the course ends. */
  boosters: number;
  /** Where the client is for sessions outside the clinic if nobody has reported it: ISO 3166-2. */
  place: string;
  /** How the prescriber examines the client. */
  examined: 'inPerson' | 'telehealth';
  /** No session is booked before this day (`YYYY-MM-DD`, in the client's time zone). */
  firstFreeDay?: string;
  /** Holds are lifted on this day instead of on their review date. */
  holdsLiftedOn?: string;
}

const days = z.coerce.number().int().min(0).max(365);

export const AssumeShape = {
  preparationEveryDays: days
    .min(1)
    .optional()
    .meta({ description: 'Days from one preparation session to the next.' }),
  dosingEveryDays: days.min(1).optional().meta({ description: 'Days from one dosing session to the next.' }),
  integrationAfterDays: days
    .optional()
    .meta({ description: 'Days from a dosing session to its integration session.' }),
  decisionDays: days.optional().meta({ description: 'Days until the prescriber decides.' }),
  supplyDays: days
    .min(1)
    .optional()
    .meta({ description: 'Days from a prescription to the arrival of the supply.' }),
  dosingMinutes: z.coerce
    .number()
    .int()
    .min(1)
    .max(720)
    .optional()
    .meta({ description: 'Length of a dosing session in minutes.' }),
  boosters: z.coerce
    .number()
    .int()
    .min(0)
    .max(10)
    .optional()
    .meta({ description: 'Boosters before the course ends.' }),
  place: Place.optional().meta({
    description: 'Where the client is for sessions outside the clinic: ISO 3166-2.',
  }),
  examined: z
    .enum(['inPerson', 'telehealth'])
    .optional()
    .meta({ description: 'How the prescriber examines the client.' }),
  firstFreeDay: Day.optional().meta({ description: 'No session is booked before this day.' }),
  holdsLiftedOn: Day.optional().meta({
    description: 'Lift holds on this day instead of on their review date.',
  }),
} satisfies { [K in keyof Assume]-?: z.ZodType };

export const AssumeSchema = z.strictObject(AssumeShape);

/** Only the assumptions that were given. */
export const assumedOtherwise = (given: z.output<typeof AssumeSchema>): Partial<Assume> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
