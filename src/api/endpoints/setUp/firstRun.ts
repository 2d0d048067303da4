/** The first set-up. Open while there is no practice, to whoever has the code from the terminal; refused ever after. */
import { z } from 'zod';
import { signIn } from '../../../accounts/signIn';
import { Email } from '../../../catalog/contact';
import {
  firstRun,
  FirstPerson,
  FirstPractice,
  setUpRefusal,
  type SetUpRefusal,
} from '../../../setup/firstRun';
import { SETTINGS } from '../../../setup/practiceSettings';
import type { Instant } from '../../../time/instant';
import type { ApiDeps } from '../../http/deps';
import { ApiError, invalid, type ApiErrorCode } from '../../http/errors';
import { openEndpoint } from '../../http/openEndpoint';
import { countMailTest } from '../../http/signInLimits';
import { onlyKnownProtocols, protocolsOf } from '../../protocols';
import {
  MailServerIn,
  MailServerOut,
  MailTestOut,
  saveMailServer,
  shownMailServer,
  tryMailServer,
} from '../practice/mail';
import { StageOut } from '../session/signIn';

const problems: ApiErrorCode[] = ['set-up-done', 'set-up-code-refused'];

const Code = z
  .string()
  .max(100)
  .meta({ description: 'From the terminal or the log of the API.', example: 'k7mq-2xpt-9dhw-c4en' });

const refused = (why: SetUpRefusal): ApiError =>
  new ApiError(
    why,
    why === 'set-up-done'
      ? 'This practice is set up. Sign in.'
      : 'This code is wrong or has expired. Each start of the API prints a new one.',
  );

/** @throws ApiError `set-up-done`, `set-up-code-refused` */
async function proven(code: string, { store }: ApiDeps, now: Instant): Promise<void> {
  const why = await setUpRefusal(store, code, now);
  if (why) throw refused(why);
}

export const checkSetUpCode = openEndpoint({
  id: 'checkSetUpCode',
  method: 'post',
  path: '/api/v1/set-up/code',
  tag: 'Set-up',
  summary: 'Begin the first set-up with the code from the terminal.',
  description: 'Changes nothing. It works for a day, until the practice is set up or the API starts again.',
  problems,
  body: z.strictObject({ code: Code }),
  response: z
    .object({
      mail: MailServerOut,
      protocols: z.array(
        z
          .object({ id: z.string(), title: z.string() })
          .meta({ id: 'ProtocolToOffer', description: 'One to offer.' }),
      ),
    })
    .meta({ id: 'SetUpBegun', description: 'What there is to choose from.' }),
  handler: async ({ body: { code }, deps, now }) => {
    await proven(code, deps, now);
    return { mail: await shownMailServer(deps), protocols: await offered(deps) };
  },
});

export const setUpMailServer = openEndpoint({
  id: 'setUpMailServer',
  method: 'post',
  path: '/api/v1/set-up/mail',
  tag: 'Set-up',
  summary: 'Enter the mail server during the first set-up.',
  description: 'It is kept from here on, also if the set-up is finished later.',
  problems: [...problems, 'mail-server-fixed'],
  body: z.strictObject({ code: Code, server: MailServerIn }),
  response: MailServerOut,
  handler: async ({ body: { code, server }, deps, now }) => {
    await proven(code, deps, now);
    await saveMailServer(deps, deps.keyring, server);
    return shownMailServer(deps);
  },
});

async function offered(deps: ApiDeps): Promise<{ id: string; title: string }[]> {
  const library = await protocolsOf(deps);
  return library.ids().map((id) => library.raw(id) as { id: string; title: string });
}

const { senderName, senderAddress, callbackNumber } = SETTINGS;

export const setUpTestMail = openEndpoint({
  id: 'setUpTestMail',
  method: 'post',
  path: '/api/v1/set-up/mail/test',
  tag: 'Set-up',
  summary: 'Send a test e-mail during the first set-up.',
  description: 'At most 20 an hour.',
  problems: [...problems, 'mail-server-missing'],
  body: z.strictObject({ code: Code, to: Email, senderName, senderAddress, callbackNumber }),
  response: MailTestOut,
  handler: async ({ body: { code, to, ...sender }, visitor, deps, now }) => {
    await proven(code, deps, now);
    countMailTest(visitor, 'set-up', now);
    const { senderName: name, senderAddress: address, callbackNumber: phone } = sender;
    return tryMailServer(deps, { name, address, phone }, to, new Date(now));
  },
});

export const checkSetUpPractice = openEndpoint({
  id: 'checkSetUpPractice',
  method: 'post',
  path: '/api/v1/set-up/practice',
  tag: 'Set-up',
  summary: 'Check the values of the practice during the first set-up.',
  description: 'Changes nothing. The set-up at the end takes what this accepts.',
  problems,
  body: z.strictObject({ code: Code, practice: FirstPractice }),
  response: z.object({ accepted: z.literal(true) }).meta({ id: 'PracticeChecked' }),
  handler: async ({ body: { code, practice }, deps, now }) => {
    await proven(code, deps, now);
    await onlyKnownProtocols(deps, practice.protocols, 'practice.protocols');
    return { accepted: true } as const;
  },
});

export const setUpPractice = openEndpoint({
  id: 'setUpPractice',
  method: 'post',
  path: '/api/v1/set-up',
  tag: 'Set-up',
  summary: 'Set up the practice and its first person.',
  description:
    'All at once or not at all. Uses up the code, and signs the person in: as after `POST /session`, a second factor may be next.',
  problems,
  body: z.strictObject({ code: Code, practice: FirstPractice, person: FirstPerson }),
  response: z.object({ state: StageOut }).meta({ id: 'PracticeSetUp' }),
  handler: async ({ body, visitor, deps, now }) => {
    const { code, practice, person } = body;
    await proven(code, deps, now);
    await onlyKnownProtocols(deps, practice.protocols, 'practice.protocols');
    const failed = await firstRun(deps.store, { code, practice, person }, now);
    if (typeof failed === 'string') throw refused(failed);
    if (failed) throw invalid([{ field: 'person.password', message: failed.problem }]);
    const { email, password } = person;
    const signedIn = await signIn(deps.store, { email, password, browser: visitor.browser }, now);
    if (!signedIn) throw new Error('the account that was just made does not let its person in');
    visitor.keep(signedIn.secret);
    return { state: signedIn.stage };
  },
});
