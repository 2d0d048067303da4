import { z } from 'zod';
import { CATALOG, SIGNAL_NAMES, SIGNAL_TOPICS, topicOf } from '../../catalog/signals';
import { ALTERNATIVES, isCorrectable } from '../../course/corrections';
import { endpoint } from '../http/endpoint';
import { oneOf } from '../oneOf';
import { STAFF } from '../roles';
import { RoleOut } from '../schemas';
import { rolesOverHttp, SignalNameOut } from './courses/possible';
import { signalBody } from './courses/signals';

const SignalFormOut = z
  .object({
    name: SignalNameOut,
    topic: oneOf(SIGNAL_TOPICS, { id: 'SignalTopic', description: 'What a signal is about.' }),
    summary: z.string(),
    by: z.array(RoleOut).readonly().meta({ description: 'Roles that may report it.' }),
    correctable: z.boolean().meta({
      description:
        'Whether it can be corrected by `signalCorrected`, as long as nothing depends on it. A report that ended the course always can, by the lead, for a day.',
    }),
    instead: SignalNameOut.optional().meta({
      description: 'What to report instead of a correction, if anything.',
    }),
    schema: z
      .record(z.string(), z.unknown())
      .meta({ description: 'The body to post, as JSON Schema (2020-12).' }),
  })
  .meta({ id: 'SignalForm', description: 'What a signal carries.' });

let forms: z.input<typeof SignalFormOut>[] | undefined;

/** Built once: the catalog does not change while a release runs. */
const build = () =>
  SIGNAL_NAMES.filter((name) => rolesOverHttp(name).length > 0).map((name) => ({
    name,
    topic: topicOf(name),
    summary: CATALOG[name].summary,
    by: rolesOverHttp(name),
    correctable: isCorrectable(name),
    instead: ALTERNATIVES[name],
    schema: z.toJSONSchema(signalBody(name), { io: 'input' }),
  }));

export const listSignalForms = endpoint({
  id: 'listSignalForms',
  method: 'get',
  path: '/api/v1/signals',
  tag: 'Signals',
  summary: 'List all signals with their fields.',
  description: 'A program can make a form for each signal from it.',
  roles: STAFF,
  response: z.object({ signals: z.array(SignalFormOut) }).meta({ id: 'SignalForms' }),
  handler: () => Promise.resolve({ signals: (forms ??= build()) }),
});
