import { z } from 'zod';
import { Inquiries, SETTINGS, zoneIsKept } from '../../../setup/practiceSettings';
import { CONTACT_ROLES, type Practice, type Repositories } from '../../../store';
import { WEEKDAYS } from '../../../time/opening';
import { SENSITIVE_SETTINGS } from '../../../vocabulary/sensitiveSettings';
import { endpoint } from '../../http/endpoint';
import { OwnPassword } from '../../http/inPerson';
import { ApiError } from '../../http/errors';
import { ifStillAllowed } from '../../http/stillAllowed';
import { onlyKnownProtocols } from '../../protocols';
import { MANAGERS, STAFF } from '../../roles';

const removable = <T extends z.ZodType>(schema: T) =>
  schema.nullable().optional().meta({ description: 'null removes it.' });

const { officeAddress, videoLink, hours, protocols, ...lasting } = SETTINGS;

const DayHoursOut = z.object({ opens: z.string(), closes: z.string() }).meta({ id: 'StoredHours' });
const ContactOut = z
  .object({ email: z.string(), phone: z.string().optional() })
  .meta({ id: 'StoredContact' });

/** The rules of `SETTINGS` are for what is entered: what was stored before a rule was made is shown all the same. */
const Settings = z
  .object({
    ...{ name: z.string(), senderName: z.string(), senderAddress: z.string(), callbackNumber: z.string() },
    zone: z.string().meta({ ...SETTINGS.zone.meta() }),
    officeAddress: z.string().optional(),
    videoLink: z.string().optional(),
    secondFactorRequired: SETTINGS.secondFactorRequired,
    partnerCodeRequired: SETTINGS.partnerCodeRequired,
    contacts: z.partialRecord(z.enum(CONTACT_ROLES), ContactOut).meta({ ...SETTINGS.contacts.meta() }),
    hours: z
      .partialRecord(z.enum(WEEKDAYS), DayHoursOut)
      .meta({ ...hours.meta() })
      .optional(),
    protocols: z
      .array(z.string())
      .meta({ ...protocols.meta() })
      .optional(),
    closedDays: z.array(z.string()),
    inquiries: Inquiries.optional().meta({
      description: 'Absent: there is no form, and an answer is owed within one business day.',
    }),
    zoneIsKept: z.boolean().meta({ description: 'There are open courses, which keep their time zone.' }),
  })
  .meta({ id: 'PracticeSettings', description: 'The settings of the practice. Absent: not entered.' });

const notSetUp = (): ApiError => new ApiError('practice-not-set-up', 'Set up the practice first.');

const settingsOut = async (
  all: Pick<Repositories, 'courses'>,
  practice: Practice,
): Promise<z.input<typeof Settings>> => ({ ...practice, zoneIsKept: await zoneIsKept(all) });

export const readPractice = endpoint({
  id: 'readPractice',
  method: 'get',
  path: '/api/v1/practice',
  tag: 'Practice',
  summary: 'Show the settings of the practice.',
  roles: STAFF,
  problems: ['practice-not-set-up'],
  response: Settings,
  handler: async ({ deps: { store } }) => {
    const practice = await store.practice.get();
    if (!practice) throw notSetUp();
    return settingsOut(store, practice);
  },
});

export const changePractice = endpoint({
  id: 'changePractice',
  method: 'patch',
  path: '/api/v1/practice',
  tag: 'Practice',
  summary: 'Change settings of the practice.',
  description:
    'What is left out stays as it is. E-mails and calendar files of sessions at the office show its address, those of sessions ' +
    'by video the link; e-mails that were already sent keep what they show. Closed days have an operation of their own, because open ' +
    'courses are told. Open courses keep the time zone they started with: while there are any, another one needs `zoneForNewCourses`.',
  roles: MANAGERS,
  inPerson: { password: true, fields: SENSITIVE_SETTINGS },
  problems: ['practice-not-set-up', 'practice-zone-differs'],
  body: z
    .strictObject({
      ...z.object(lasting).partial().shape,
      officeAddress: removable(officeAddress),
      videoLink: removable(videoLink),
      hours: removable(hours),
      protocols: removable(protocols),
      inquiries: removable(Inquiries),
      zoneForNewCourses: z
        .literal(true)
        .optional()
        .meta({ description: 'The new time zone is for courses that start from now on.' }),
      ownPassword: OwnPassword.optional(),
    })
    .refine(
      ({ ownPassword: _given, ...change }) => Object.keys(change).length > 0,
      'must have at least one field to change',
    )
    .meta({ id: 'PracticeChange' }),
  response: Settings,
  handler: async ({ body: { zoneForNewCourses, ownPassword: _given, ...body }, deps, who, now }) => {
    await onlyKnownProtocols(deps, body.protocols, 'protocols');
    return ifStillAllowed(deps.store, who, async (all) => {
      const before = await all.practice.get();
      if (!before) throw notSetUp();
      const moves = body.zone !== undefined && body.zone !== before.zone;
      if (moves && !zoneForNewCourses && (await zoneIsKept(all)))
        throw new ApiError(
          'practice-zone-differs',
          `Open courses keep ${before.zone}. Confirm that the new zone is only for courses that start from now on.`,
        );
      const practice = await all.practice.change(body);
      if (!practice) throw notSetUp();
      const by = { role: who.role, id: who.staffId };
      const { secondFactorRequired, partnerCodeRequired } = body;
      const detail = {
        changed: Object.keys(body),
        ...(secondFactorRequired !== undefined && { secondFactorRequired }),
        ...(partnerCodeRequired !== undefined && { partnerCodeRequired }),
      };
      await all.audit.append({ stream: 'practice', at: now, kind: 'practice-changed', by, detail });
      return settingsOut(all, practice);
    });
  },
});
