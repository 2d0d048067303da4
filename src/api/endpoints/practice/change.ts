import { z } from 'zod';
import { OfficeAddress, VideoLink } from '../../../catalog/contact';
import { endpoint } from '../../http/endpoint';
import { ApiError } from '../../http/errors';

const removable = <T extends z.ZodType>(schema: T) =>
  schema.nullable().optional().meta({ description: 'null removes it.' });

export const changePractice = endpoint({
  id: 'changePractice',
  method: 'patch',
  path: '/api/v1/practice',
  tag: 'Practice',
  summary: 'Change where clients are told to be, and how staff sign in.',
  description:
    'E-mails and calendar files of sessions at the office show its address, those of sessions by video the link. ' +
    'E-mails that were already sent keep what they show.',
  roles: ['lead', 'admin'],
  problems: ['practice-not-set-up'],
  body: z
    .strictObject({
      officeAddress: removable(OfficeAddress),
      videoLink: removable(VideoLink),
      secondFactorRequired: z.boolean().optional().meta({
        description: 'Whether a password alone signs nobody in. Who is signed in without is asked at once.',
      }),
    })
    .refine((change) => Object.keys(change).length > 0, 'must have at least one field')
    .meta({ id: 'PracticeChange' }),
  response: z
    .object({
      officeAddress: z.string().optional(),
      videoLink: z.string().optional(),
      secondFactorRequired: z.boolean(),
    })
    .meta({ id: 'PracticeSettings', description: 'Where clients are told to be, and how staff sign in.' }),
  handler: ({ body, deps: { store }, who, now }) =>
    store.atOnce(async ({ practice, audit }) => {
      const settings = await practice.change(body);
      if (!settings) throw new ApiError('practice-not-set-up', 'Set up the practice first.');
      const by = { role: who.role, id: who.staffId };
      const { secondFactorRequired } = body;
      const detail = {
        changed: Object.keys(body),
        ...(secondFactorRequired !== undefined && { secondFactorRequired }),
      };
      await audit.append({ stream: 'practice', at: now, kind: 'practice-changed', by, detail });
      return settings;
    }),
});
