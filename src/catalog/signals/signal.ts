/** One signal of the catalog, and what several of them share. */
import { z } from 'zod';
import { InstantText, type Role } from '../shapes';

/** Who may report it, what it says in a sentence, and the fields it carries besides the envelope. */
export const signal = <S extends z.ZodRawShape>(by: readonly Role[], summary: string, fields: S) => ({
  by,
  summary,
  fields,
});

export const clinicians: Role[] = ['therapist', 'prescriber'];
export const scheduling: Role[] = ['frontDesk', 'therapist'];
export const anyone: Role[] = [
  'therapist',
  'prescriber',
  'frontDesk',
  'lead',
  'client',
  'supportPerson',
  'partner',
];

export const Examined = z
  .enum(['inPerson', 'telehealth'])
  .optional()
  .meta({ description: 'How the client was examined. Default: telehealth.' });

export const MostDosings = z.int().min(1).max(40).optional().meta({
  description: 'The most dosing sessions this order covers in the series, including those already done.',
});

export const reviewDate = (description: string) => InstantText.meta({ description });
