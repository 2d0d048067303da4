/** Setting up one's second factor, turning it off, and new recovery codes. */
import { renderSVG } from 'uqr';
import { z } from 'zod';
import { confirmSecret, offerSecret, replaceRecoveryCodes } from '../../../accounts/secondFactor';
import { completeSignIn } from '../../../accounts/signIn';
import { totpUri } from '../../../accounts/totp';
import type { Account, SignIn } from '../../../store';
import type { Instant } from '../../../time/instant';
import type { Visitor } from '../../http/context';
import type { ApiDeps } from '../../http/deps';
import { ApiError, type ApiErrorCode } from '../../http/errors';
import { openEndpoint } from '../../http/openEndpoint';
import { countCode } from '../../http/signInLimits';
import { complete } from '../../http/visitor';
import { byPassword, OwnPassword } from '../../http/inPerson';

const problems: ApiErrorCode[] = ['not-signed-in', 'second-factor-needed'];

const RecoveryCodes = z.array(z.string().meta({ example: 'k7mq-2xpt-9dhw-c4en' })).meta({
  description: 'To be kept on paper: each takes the place of a code once. They are shown only now.',
});

const audit = ({ store }: ApiDeps, at: Instant, kind: string, { staffId }: Account): Promise<void> =>
  store.audit.append({ stream: 'access', at, kind, detail: { staff: staffId } });

export const setUpSecondFactor = openEndpoint({
  id: 'setUpSecondFactor',
  method: 'post',
  path: '/api/v1/session/second-factor/set-up',
  tag: 'Sign-in',
  summary: 'Begin to set up a second factor, or another one.',
  description:
    'Returns a new secret for an authenticator app. It counts once a code of it is confirmed; until then, the one of before does. The password is needed ' +
    'unless this is part of signing in (`secondFactorSetup`).',
  problems: [...problems, 'sign-in-refused'],
  body: z.strictObject({ password: OwnPassword.optional() }),
  response: z
    .object({
      uri: z.string().meta({ description: 'What the QR code says.', example: 'otpauth://totp/…' }),
      secret: z.string().meta({ description: 'In base32, to type in.' }),
      qr: z.string().meta({ description: 'The QR code, as SVG.' }),
    })
    .meta({ id: 'SecondFactorOffer' }),
  handler: async ({ body: { password = '' }, visitor, deps, now }) => {
    const { signIn, account } =
      visitor.signIn?.stage === 'secondFactorSetup'
        ? await settingUp(visitor, deps)
        : await byPassword(visitor, password, deps, now);
    const practice = await deps.store.practice.get();
    const secret = await offerSecret(deps.store, deps.keyring, account.staffId);
    const uri = totpUri(secret, practice?.name ?? 'Throughline', signIn.email);
    return { uri, secret, qr: renderSVG(uri) };
  },
});

export const confirmSecondFactor = openEndpoint({
  id: 'confirmSecondFactor',
  method: 'post',
  path: '/api/v1/session/second-factor/confirm',
  tag: 'Sign-in',
  summary: 'Turn the second factor on.',
  description:
    'With a code of the app, which proves that it has the new secret. Completes the sign-in that waited for it.',
  problems: [...problems, 'second-factor-refused'],
  body: z.strictObject({ code: z.string().max(100).meta({ example: '123456' }) }),
  response: z.object({ recoveryCodes: RecoveryCodes }).meta({ id: 'SecondFactorOn' }),
  handler: async ({ body: { code }, visitor, deps, now }) => {
    const { signIn, account } = await settingUp(visitor, deps);
    const attempt = await countCode(deps.store, account.staffId, now);
    const recoveryCodes = await deps.store.atOnce((all) =>
      confirmSecret(all, deps.keyring, account, code, now),
    );
    if (!recoveryCodes)
      throw new ApiError('second-factor-refused', 'This code is wrong, or was used before.');
    await attempt.succeeded();
    await audit(deps, now, 'second-factor-on', account);
    if (signIn.stage === 'secondFactorSetup') visitor.keep(await completeSignIn(deps.store, signIn, now));
    return { recoveryCodes };
  },
});

export const turnOffSecondFactor = openEndpoint({
  id: 'turnOffSecondFactor',
  method: 'post',
  path: '/api/v1/session/second-factor/turn-off',
  tag: 'Sign-in',
  summary: 'Turn the second factor off.',
  description: 'Its recovery codes end with it. Not possible where the practice requires a second factor.',
  problems: [...problems, 'sign-in-refused', 'second-factor-required'],
  body: z.strictObject({ password: OwnPassword }),
  response: z.object({ on: z.literal(false) }).meta({ id: 'SecondFactorOff' }),
  handler: async ({ body: { password }, visitor, deps, now }) => {
    const { account } = await byPassword(visitor, password, deps, now);
    if ((await deps.store.practice.get())?.secondFactorRequired !== false)
      throw new ApiError('second-factor-required', 'This practice requires a second factor of everyone.');
    await deps.store.atOnce(({ accounts }) => accounts.turnOff(account.staffId));
    await audit(deps, now, 'second-factor-off', account);
    return { on: false } as const;
  },
});

export const renewRecoveryCodes = openEndpoint({
  id: 'renewRecoveryCodes',
  method: 'post',
  path: '/api/v1/session/second-factor/recovery-codes',
  tag: 'Sign-in',
  summary: 'Get new recovery codes.',
  description: 'The earlier ones no longer work.',
  problems: [...problems, 'sign-in-refused', 'second-factor-off'],
  body: z.strictObject({ password: OwnPassword }),
  response: z.object({ recoveryCodes: RecoveryCodes }).meta({ id: 'RecoveryCodes' }),
  handler: async ({ body: { password }, visitor, deps, now }) => {
    const { account } = await byPassword(visitor, password, deps, now);
    if (account.totpSecret === null)
      throw new ApiError('second-factor-off', 'Set up the second factor. That gives you recovery codes.');
    const recoveryCodes = await deps.store.atOnce((all) => replaceRecoveryCodes(all, account.staffId));
    await audit(deps, now, 'recovery-codes-renewed', account);
    return { recoveryCodes };
  },
});

/** Who may set up a second factor: after the password, or when signed in. */
async function settingUp(
  { signIn }: Visitor,
  { store }: ApiDeps,
): Promise<{ signIn: SignIn; account: Account }> {
  const known = signIn?.stage === 'secondFactorSetup' ? signIn : complete(signIn);
  const account = await store.accounts.find(known.staffId);
  // Set up meanwhile, elsewhere: the password alone no longer lets anyone replace it.
  const overtaken = known.stage === 'secondFactorSetup' && account?.totpSecret != null;
  if (!account || overtaken) throw new ApiError('not-signed-in', 'Start again with your password.');
  return { signIn: known, account };
}
