/** Who is on the staff, in which roles, and how they sign in. For the lead and admins. */
import { z } from 'zod';
import { removeAccess } from '../../../accounts/leaving';
import { Email, PersonName } from '../../../catalog/contact';
import { StaffId } from '../../../catalog/careTeam';
import { Roles } from '../../../setup/practice';
import { StoreError, type StaffMember, type Store } from '../../../store';
import type { Instant } from '../../../time/instant';
import type { Identity } from '../../http/context';
import { endpoint } from '../../http/endpoint';
import { ApiError, invalid, type ApiErrorCode } from '../../http/errors';
import { OwnPassword } from '../../http/inPerson';
import { ifStillAllowed } from '../../http/stillAllowed';
import { oneOf } from '../../oneOf';
import { MANAGERS } from '../../roles';
import { At, RoleOut } from '../../schemas';
import { MAIL_OUTCOMES, sendLink } from '../../sendLink';

const problems: ApiErrorCode[] = ['staff-unknown'];
const ownPassword = OwnPassword.optional();
const WITH_PASSWORD = { password: true } as const;
const Id = z.strictObject({ id: StaffId });

const Person = z
  .object({
    id: z.string().meta({ example: 't-1' }),
    name: z.string(),
    email: z.string(),
    roles: z.array(RoleOut).meta({ description: 'Where several would do, the first acts.' }),
  })
  .meta({ id: 'StaffPerson', description: 'Somebody on the staff.' });

export const Mailed = oneOf(MAIL_OUTCOMES, {
  id: 'MailOutcome',
  description:
    'Whether the mail server took the e-mail with the link. `unknown`: it may have. Otherwise invite again.',
});

const personOut = ({ id, name, email, roles }: StaffMember) => ({ id, name, email, roles });

/** @throws ApiError `staff-unknown` */
async function present({ staff }: Pick<Store, 'staff'>, id: string): Promise<StaffMember> {
  const person = await staff.find(id);
  if (!person || person.leftAt) throw new ApiError('staff-unknown', 'Nobody on the staff has this id.');
  return person;
}

/** @throws ApiError `email-taken` */
async function save({ staff }: Pick<Store, 'staff'>, person: StaffMember): Promise<void> {
  try {
    await staff.save(person);
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== 'already-exists') throw error;
    const detail =
      'Everybody on the staff needs an e-mail address of their own, because they sign in with it.';
    throw new ApiError('email-taken', detail, {}, { cause: error });
  }
}

/** Nobody but a manager could bring them back. @throws ApiError `last-manager` */
async function refuseIfNobodyManages({ staff }: Pick<Store, 'staff'>): Promise<void> {
  if ((await staff.list()).some(({ roles }) => roles.some((role) => MANAGERS.includes(role)))) return;
  throw new ApiError('last-manager', 'Give somebody else the role lead or admin first.');
}

const audit = (
  { audit: entries }: Pick<Store, 'audit'>,
  at: Instant,
  kind: string,
  { role, staffId }: Identity,
  detail: object,
): Promise<void> => entries.append({ stream: 'staff', at, kind, by: { role, id: staffId }, detail });

export const listAccounts = endpoint({
  id: 'listAccounts',
  method: 'get',
  path: '/api/v1/staff',
  tag: 'Staff',
  summary: 'List the staff with their accounts.',
  description: 'By name, without those who have left.',
  roles: MANAGERS,
  response: z
    .object({
      staff: z.array(
        Person.extend({
          account: z.boolean().meta({
            description: 'They can sign in: they have set a password, or have come by the identity provider.',
          }),
          password: z.boolean().meta({
            description: 'They have set a password. With an account but without one: only by the provider.',
          }),
          secondFactor: z.boolean(),
          lastSeenAt: At.optional().meta({
            description: 'Absent if they have not been signed in within a day.',
          }),
        }).meta({ id: 'StaffAccount' }),
      ),
    })
    .meta({ id: 'StaffAccounts' }),
  handler: async ({ deps: { store } }) => {
    const accounts = new Map((await store.accounts.overview()).map((each) => [each.staffId, each]));
    return {
      staff: (await store.staff.list()).map((person) => {
        const account = accounts.get(person.id);
        return {
          ...personOut(person),
          ...{ account: account !== undefined, password: account?.password ?? false },
          secondFactor: account?.secondFactor ?? false,
          ...(account?.seenAt && { lastSeenAt: account.seenAt }),
        };
      }),
    };
  },
});

export const addStaff = endpoint({
  id: 'addStaff',
  method: 'post',
  path: '/api/v1/staff',
  tag: 'Staff',
  summary: 'Add somebody to the staff and invite them.',
  description: 'They get an e-mail with a link to set their password, which works for seven days.',
  roles: MANAGERS,
  inPerson: WITH_PASSWORD,
  success: 'created',
  problems: ['email-taken'],
  body: z
    .strictObject({ name: PersonName, email: Email, roles: Roles, ownPassword })
    .meta({ id: 'NewStaffPerson' }),
  response: Person.extend({ invitation: Mailed }).meta({ id: 'StaffPersonAdded' }),
  handler: async ({ body: { ownPassword: _given, ...body }, who, deps, derivedId: id, now }) => {
    const person = { id, ...body, createdAt: now };
    await ifStillAllowed(deps.store, who, async (all) => {
      await save(all, person);
      await audit(all, now, 'staff-added', who, { staff: id, roles: body.roles });
    });
    return { ...personOut(person), invitation: await sendLink(deps, person, now) };
  },
});

export const changeStaff = endpoint({
  id: 'changeStaff',
  method: 'patch',
  path: '/api/v1/staff/{id}',
  tag: 'Staff',
  summary: 'Change the name, the e-mail address or the roles of somebody on the staff.',
  description: 'A role that is taken away is lost at once, for sign-ins and for tokens.',
  roles: MANAGERS,
  inPerson: WITH_PASSWORD,
  problems: [...problems, 'email-taken', 'last-manager'],
  params: Id,
  body: z
    .strictObject({ name: PersonName, email: Email, roles: Roles, ownPassword })
    .partial()
    .refine(
      ({ ownPassword: _given, ...change }) => Object.keys(change).length > 0,
      'must have at least one field to change',
    )
    .meta({ id: 'StaffPersonChange' }),
  response: Person,
  handler: ({ params: { id }, body: { name, email, roles }, who, deps: { store }, now }) =>
    ifStillAllowed(store, who, async (all) => {
      const before = await present(all, id);
      const after = {
        ...before,
        ...(name !== undefined && { name }),
        ...(email !== undefined && { email }),
        ...(roles !== undefined && { roles }),
      };
      await save(all, after);
      await refuseIfNobodyManages(all);
      // Someone else may read what went to the earlier address.
      if (after.email !== before.email) await all.accountLinks.removeOf(id);
      const changed = {
        ...(name !== undefined && { name: true }),
        ...(email !== undefined && { email: true }),
      };
      await audit(all, now, 'staff-changed', who, { staff: id, ...changed, ...(roles && { roles }) });
      return personOut(after);
    }),
});

export const removeStaff = endpoint({
  id: 'removeStaff',
  method: 'post',
  path: '/api/v1/staff/{id}/remove',
  tag: 'Staff',
  summary: 'Remove somebody who leaves.',
  description:
    'Holds at once: their sign-ins, links and tokens end, they get no more e-mails, and no care team counts them. What they ' +
    'have reported keeps their name.',
  roles: MANAGERS,
  inPerson: WITH_PASSWORD,
  problems: [...problems, 'last-manager'],
  params: Id,
  body: z.strictObject({ ownPassword }),
  response: z.object({ removed: z.literal(true) }).meta({ id: 'StaffPersonRemoved' }),
  handler: ({ params: { id }, who, deps: { store }, now }) =>
    ifStillAllowed(store, who, async (all) => {
      await present(all, id);
      await all.staff.leave(id, now);
      await refuseIfNobodyManages(all);
      await removeAccess(all, id);
      await audit(all, now, 'staff-removed', who, { staff: id });
      return { removed: true } as const;
    }),
});

export const inviteStaff = endpoint({
  id: 'inviteStaff',
  method: 'post',
  path: '/api/v1/staff/{id}/invite',
  tag: 'Staff',
  summary: 'Send somebody on the staff a link to set their password.',
  description:
    'Earlier links of theirs no longer work. Anyone who has a password keeps it until they set another.',
  roles: MANAGERS,
  inPerson: {},
  // The mail server did not take it: the same request may try again.
  unsettled: (body) => (body as { invitation: string }).invitation === 'not-sent',
  problems,
  params: Id,
  response: z.object({ invitation: Mailed }).meta({ id: 'StaffPersonInvited' }),
  handler: async ({ params: { id }, who, deps, now }) => {
    const person = await ifStillAllowed(deps.store, who, async (all) => {
      const found = await present(all, id);
      await audit(all, now, 'staff-invited', who, { staff: id });
      return found;
    });
    return { invitation: await sendLink(deps, person, now) };
  },
});

export const removeSecondFactor = endpoint({
  id: 'removeSecondFactor',
  method: 'post',
  path: '/api/v1/staff/{id}/second-factor-off',
  tag: 'Staff',
  summary: 'Turn off the second factor of somebody who has lost it.',
  description:
    'Make sure that it is them. Their sign-ins end. Where the practice requires a second factor, they set one up when they ' +
    'next sign in. Not for your own: see `turnOffSecondFactor`.',
  roles: MANAGERS,
  inPerson: WITH_PASSWORD,
  problems,
  params: Id,
  body: z.strictObject({ ownPassword }),
  response: z.object({ on: z.literal(false) }).meta({ id: 'SecondFactorRemoved' }),
  handler: ({ params: { id }, who, deps: { store }, now }) =>
    ifStillAllowed(store, who, async (all) => {
      // Their own only where the practice does not require one: their account checks that.
      if (id === who.staffId)
        throw invalid([{ field: 'id', message: 'must be of somebody else: yours is in your account' }]);
      await present(all, id);
      await all.accounts.turnOff(id);
      await all.signIns.endAll(id);
      await audit(all, now, 'second-factor-removed', who, { staff: id });
      return { on: false } as const;
    }),
});
