/** A draft of a protocol: its mistakes, what it changes, and what a standard course with it would look like. */
import { z } from 'zod';
import type { Protocol } from '../../../catalog/protocol';
import { checkProtocol, doubts, remarks } from '../../../protocols/check';
import { diffProtocols } from '../../../protocols/diff';
import { parseProtocol, ProtocolError } from '../../../protocols/load';
import { valuesInWords } from '../../../protocols/values';
import type { StandardCourse } from '../../../rehearsal/trial';
import { practiceZone } from '../../../setup/practiceZone';
import { endpoint } from '../../http/endpoint';
import { invalid } from '../../http/errors';
import { protocolsOf } from '../../protocols';
import { MANAGERS, STAFF } from '../../roles';
import { tryInThread } from '../../trials';
import { ProtocolDifferenceOut } from '../courses/previewProtocol';
import { ForecastChangeOut, forecastOut, ForecastOut } from '../courses/forecast';
import { EstimateOut } from './estimate';
import { Content, ProtocolId, ValueOut, Version } from './read';

const Draft = z.strictObject({ version: Version, protocol: Content }).meta({
  id: 'ProtocolDraft',
  description: 'A draft, and the version it began with.',
});

const ProblemOut = z
  .object({ path: z.string().meta({ example: 'dosing.planned' }), message: z.string() })
  .meta({ id: 'ProtocolMistake', description: 'A mistake in a draft, and where it is.' });

export const checkDraft = endpoint({
  id: 'checkProtocol',
  method: 'post',
  path: '/api/v1/protocols/{id}/check',
  tag: 'Protocols',
  summary: 'Check a draft of a protocol.',
  description: 'Lists every mistake, and what differs from the version it began with. Stores nothing.',
  roles: STAFF,
  keyed: false,
  problems: ['protocol-unknown'],
  params: ProtocolId,
  body: Draft,
  response: z
    .object({
      problems: z.array(ProblemOut),
      doubts: z
        .array(z.string())
        .meta({ description: 'What to look at before it is saved; empty while there are mistakes.' }),
      remarks: z.array(z.string()).meta({ description: 'Worth knowing about a draft without mistakes.' }),
      differences: z.array(ProtocolDifferenceOut).meta({ description: 'Empty while there are mistakes.' }),
      values: z.array(ValueOut),
    })
    .meta({ id: 'ProtocolCheck' }),
  handler: async ({ params: { id }, body: { version, protocol }, deps }) => {
    const base = (await protocolsOf(deps)).load(id, version);
    const problems = checkProtocol(protocol);
    const values = valuesInWords(protocol);
    if (problems.length > 0) return { problems, doubts: [], remarks: [], differences: [], values };
    const draft = parseProtocol(protocol);
    return {
      ...{ problems, doubts: doubts(draft), remarks: remarks(protocol, draft) },
      ...{ differences: diffProtocols(base, draft), values },
    };
  },
});

/** @throws ApiError `request-invalid` that names every mistake */
export function parsedDraft(content: unknown): Protocol {
  try {
    return parseProtocol(content);
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    throw invalid(error.problems.map(({ path, message }) => ({ field: `protocol.${path}`, message })));
  }
}

const OutlookOut = z
  .object({
    estimate: EstimateOut.optional().meta({ description: 'Absent while a price has not been entered.' }),
    forecast: ForecastOut,
  })
  .meta({ id: 'StandardCourse', description: 'A course that begins now and goes as assumed.' });

const outlookOut = ({ forecast, ...rest }: StandardCourse) => ({ ...rest, forecast: forecastOut(forecast) });

export const tryDraft = endpoint({
  id: 'tryProtocol',
  method: 'post',
  path: '/api/v1/protocols/{id}/try',
  tag: 'Protocols',
  summary: 'Forecast and estimate a standard course with a draft of a protocol.',
  description:
    'Also with the version it began with, and what differs. Stores nothing. It takes a second or more; a few are computed at once, and a few more wait.',
  roles: MANAGERS,
  keyed: false,
  problems: ['protocol-unknown', 'forecasts-busy', 'forecast-too-long'],
  params: ProtocolId,
  body: Draft,
  response: z
    .object({ before: OutlookOut, after: OutlookOut, changes: z.array(ForecastChangeOut) })
    .meta({ id: 'ProtocolTrial' }),
  handler: async ({ params: { id }, body: { version, protocol }, deps, now }) => {
    const base = (await protocolsOf(deps)).load(id, version);
    const zone = await practiceZone(deps.store);
    const { before, after, changes } = await tryInThread({
      before: base,
      after: parsedDraft(protocol),
      zone,
      now,
    });
    return { before: outlookOut(before), after: outlookOut(after), changes };
  },
});

export const compareProtocols = endpoint({
  id: 'compareProtocols',
  method: 'get',
  path: '/api/v1/protocols/{id}/differences',
  tag: 'Protocols',
  summary: 'Compare two protocols, or two versions of one, in sentences.',
  roles: STAFF,
  problems: ['protocol-unknown'],
  params: ProtocolId,
  query: z.strictObject({
    version: Version,
    with: z
      .string()
      .max(60)
      .meta({ description: 'Id of the protocol to compare it with.', example: 'cedar-lozenge' }),
    withVersion: Version,
  }),
  response: z.object({ differences: z.array(ProtocolDifferenceOut) }).meta({ id: 'ProtocolDifferences' }),
  handler: async ({ params: { id }, query, deps }) => {
    const library = await protocolsOf(deps);
    return {
      differences: diffProtocols(
        library.load(id, query.version),
        library.load(query.with, query.withVersion),
      ),
    };
  },
});
