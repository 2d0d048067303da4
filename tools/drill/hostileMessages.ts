/** Messages that no real client would send, through Temporal's raw service, which bypasses every check. */
import { createCipheriv, randomBytes, randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { ENCRYPTED_ENCODING, encryptionCodec } from '../../src/security/payloadCodec';
import { newKeyEntry, parseKeyring } from '../../src/security/keyring';

export type Payload = temporal.api.common.v1.IPayload;

/** Content of an encrypted payload that must never appear in the audit. */
export const SECRET = 'Quietname';

export interface Target {
  client: Client;
  namespace: string;
  workflowId: string;
  /** A codec with the course's key. */
  own: ReturnType<typeof encryptionCodec>;
}

export interface Hostile {
  what: string;
  send: (target: Target) => Promise<unknown>;
  /** How many refusals are audited. A query leaves none, and messages rejected by the server never arrive. */
  kept: number;
}

const utf8 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));
export const payload = (encoding: string, data: string | Uint8Array): Payload => ({
  metadata: { encoding: utf8(encoding) },
  data: typeof data === 'string' ? utf8(data) : data,
});
export const json = (text: string | Uint8Array): Payload => payload('json/plain', text);

const sealed = (keyId: string | undefined, data: Uint8Array): Payload => ({
  metadata: {
    encoding: utf8(ENCRYPTED_ENCODING),
    ...(keyId !== undefined && { 'encryption-key-id': utf8(keyId) }),
  },
  data,
});

const WELL_FORMED = { name: 'consentSigned', by: { role: 'client', id: 'client-1' }, kinds: ['treatment'] };

/** A well-formed signal, encrypted with the right key. */
async function ownSealed({ own }: Target): Promise<Payload> {
  const [payload] = await own.encode([
    json(JSON.stringify({ ...WELL_FORMED, id: randomUUID(), note: SECRET })),
  ]);
  if (!payload) throw new Error('No payload was encrypted.');
  return payload;
}

async function otherSealed(): Promise<Payload> {
  const other = encryptionCodec(parseKeyring(newKeyEntry('k1')));
  return ownSealed({ own: other } as Target);
}

async function altered(target: Target): Promise<Payload> {
  const { metadata, data } = await ownSealed(target);
  const bytes = new Uint8Array(data ?? []);
  bytes[20] = (bytes[20] ?? 0) ^ 1;
  return { metadata: metadata ?? {}, data: bytes };
}

/** Marked as encrypted with the right key, but random. */
function sealedGarbage(): Payload {
  const cipher = createCipheriv('aes-256-gcm', randomBytes(32), randomBytes(12));
  return sealed(
    'k1',
    Buffer.concat([randomBytes(12), cipher.update('junk'), cipher.final(), randomBytes(16)]),
  );
}

export const nested = (depth: number, open = '[', close = ']', core = ''): string =>
  open.repeat(depth) + core + close.repeat(depth);

const manyFields = (count: number): string =>
  `{${Array.from({ length: count }, (_, at) => `"f${at}":${at}`).join(',')}}`;

type Make = (target: Target) => Payload[] | Promise<Payload[]>;
const of =
  (...payloads: Payload[]): Make =>
  () =>
    payloads;

export async function sendSignal(
  { client, namespace, workflowId }: Target,
  signalName: string,
  payloads: Payload[] | undefined,
  header: Record<string, Payload> = {},
): Promise<void> {
  await client.workflowService.signalWorkflowExecution({
    ...{ namespace, signalName, workflowExecution: { workflowId }, requestId: randomUUID() },
    ...(payloads && { input: { payloads } }),
    header: { fields: header },
  });
}

export async function sendUpdate(
  { client, namespace, workflowId }: Target,
  name: string,
  payloads: Payload[],
  updateId: string = randomUUID(),
): Promise<temporal.api.update.v1.IOutcome | null | undefined> {
  const COMPLETED =
    temporal.api.enums.v1.UpdateWorkflowExecutionLifecycleStage
      .UPDATE_WORKFLOW_EXECUTION_LIFECYCLE_STAGE_COMPLETED;
  const call = () =>
    client.workflowService.updateWorkflowExecution({
      ...{ namespace, workflowExecution: { workflowId } },
      waitPolicy: { lifecycleStage: COMPLETED },
      request: { meta: { updateId, identity: 'hostile' }, input: { name, args: { payloads } } },
    });
  const { outcome } = await client.withDeadline(Date.now() + 10_000, call);
  return outcome;
}

/** Sends an Update that must be answered with a refusal. */
async function refusedUpdate(target: Target, name: string, payloads: Payload[]): Promise<void> {
  const outcome = await sendUpdate(target, name, payloads);
  if (outcome?.failure) return;
  const [answer] = await target.own.decode(outcome?.success?.payloads ?? []);
  const text = Buffer.from(answer?.data ?? []).toString();
  if (!text.includes('"accepted":false')) throw new Error(`The Update was accepted: ${text}`);
}

async function sendQuery({ client, namespace, workflowId }: Target, queryType: string, payloads: Payload[]) {
  const call = () =>
    client.workflowService.queryWorkflow({
      ...{ namespace, execution: { workflowId } },
      query: { queryType, queryArgs: { payloads } },
    });
  await client.withDeadline(Date.now() + 10_000, call).catch(() => undefined);
}

const signal = (what: string, make: Make, name = 'consentSigned', kept = 1): Hostile => ({
  what: `a Signal: ${what}`,
  kept,
  send: async (target) => sendSignal(target, name, await make(target)),
});
const update = (what: string, make: Make, name = 'takeSignal', kept = 1): Hostile => ({
  what: `an Update: ${what}`,
  kept,
  send: async (target) => refusedUpdate(target, name, await make(target)),
});
const query = (what: string, make: Make, name = 'status'): Hostile => ({
  what: `a query: ${what}`,
  kept: 0,
  send: async (target) => sendQuery(target, name, await make(target)),
});

const SEALED: [string, Make][] = [
  ['encrypted with an unknown key', of(sealed('k-unknown', randomBytes(80)))],
  ['encrypted with another key of the same id', async () => [await otherSealed()]],
  ['encrypted and altered', async (target) => [await altered(target)]],
  ['marked as encrypted, too short', of(sealed('k1', randomBytes(9)))],
  ['marked as encrypted, without bytes', of(sealed('k1', new Uint8Array()))],
  ['marked as encrypted, without a key id', of(sealed(undefined, randomBytes(80)))],
  ['marked as encrypted, invalid', () => [sealedGarbage()]],
  ['with a key id of 100,000 characters', of(sealed('k'.repeat(100_000), randomBytes(80)))],
];

const UNREADABLE: [string, Make][] = [
  ...SEALED,
  ['lists nested 20,000 deep', of(json(nested(20_000)))],
  ['objects nested 20,000 deep', of(json(nested(20_000, '{"a":', '}', '1')))],
  ['without metadata', of({ data: utf8('x') })],
  ['an unknown encoding', of(payload('application/x-junk', '\u0000\u0001'))],
  ['a forged marker for unreadable payloads', of(json('{"unreadable":"\\u0000","bytes":-1}'))],
  ['an unknown JSON protobuf message', of(payload('json/protobuf', '{}'))],
  ['an unknown binary protobuf message', of(payload('binary/protobuf', '\u0000\u0001'))],
  ['nothing, as binary/null', of(payload('binary/null', ''))],
  ['bytes', of(payload('binary/plain', randomBytes(5_000)))],
  ['invalid UTF-8', of(json(new Uint8Array([0x22, 0xff, 0xfe, 0xc0, 0x80, 0x22])))],
  ['invalid JSON', of(json('{"kinds": ['))],
];

/** Encrypted with the right key, but nested too deeply. */
const ownDeep: Make = ({ own }) => own.encode([json(nested(20_000))] as never);

const by = '"by":{"role":"client","id":"client-1"}';
const named = (rest: string): Payload => json(`{"name":"consentSigned",${by},"kinds":["treatment"],${rest}}`);

export const HOSTILE: Hostile[] = [
  ...UNREADABLE.map(([what, make]) => signal(what, make)),
  signal(
    'an unknown name, encrypted with an unknown key',
    of(sealed('k-x', randomBytes(80))),
    'noSuchSignal',
  ),
  signal('encrypted with the right key, nested 20,000 deep', ownDeep),
  signal('no payload', of()),
  { what: 'a Signal: no input at all', kept: 1, send: (to) => sendSignal(to, 'consentSigned', undefined) },
  signal('several payloads', of(named('"id":"s-1"'), json('2'), sealed('k-x', randomBytes(80)))),
  signal('a reserved name', of(json('{}')), '__temporal_x'),
  signal(
    'a reserved name, encrypted with an unknown key',
    of(sealed('k-x', randomBytes(80))),
    '__temporal_y',
  ),
  signal('a name used by the SDK', of(json('{}')), '__temporal_workflow_stream_publish'),
  signal('the name of the stack trace', of(json('{}')), '__stack_trace'),
  signal('the name of the enhanced stack trace', of(json('{}')), '__enhanced_stack_trace'),
  signal('the name __proto__', of(json('{"id":"p-1"}')), '__proto__'),
  signal('the name constructor', of(json('{"id":"p-2"}')), 'constructor'),
  signal('a name with NUL', of(json('{}')), 'consent\u0000Signed'),
  signal('a name of 900 characters', of(json('{}')), 'n'.repeat(900)),
  signal('an own field __proto__', of(json(`{"id":"p-3",${by},"__proto__":{"kinds":["treatment"]}}`))),
  signal('numbers out of range', of(json(`{"id":1e999,${by},"kinds":[123456789012345678901234567890]}`))),
  signal('a text of a million characters', of(json(`{"id":"${'x'.repeat(1_000_000)}",${by}}`))),
  signal('a key of a million characters', of(json(`{"${'k'.repeat(1_000_000)}":1}`))),
  signal('100,000 fields too many', of(json(manyFields(100_000)))),
  signal('15,000 fields too many', of(json(manyFields(15_000)))),
  signal('100,000 members of the wrong kind', of(json(`{${by},"kinds":[${'0,'.repeat(100_000)}0]}`))),
  signal('lone surrogates in a field and a key', of(json(`{"\\ud800":"\\udfff",${by},"kinds":["\\ud800"]}`))),
  signal('NUL in a field, a key and the id', of(json(`{"a\\u0000":"\\u0000","id":"i\\u0000",${by}}`))),
  // In one of the two, the audit's copy ends between the halves of a surrogate pair.
  signal('surrogate pairs at the end of the copy', of(json(`{"a":"${'😀'.repeat(1_500)}"}`))),
  signal('surrogate pairs at the end of the copy, shifted', of(json(`{"a":"x${'😀'.repeat(1_500)}"}`))),
  signal('the same field twice', of(json(`{"id":"d-1","id":"d-2",${by},"kinds":["treatment"],"kinds":7}`))),
  {
    what: 'a Signal: headers encrypted with an unknown key, and deeply nested ones',
    kept: 1,
    send: (to) =>
      sendSignal(to, 'consentSigned', [json('{}')], {
        ...{ sealed: sealed('k-x', randomBytes(80)), deep: json(nested(20_000)), none: {} },
        ...{ __proto__x: json('x'), 'temporal-schedule': payload('binary/junk', 'x') },
      }),
  },
  ...UNREADABLE.map(([what, make]) => update(what, make)),
  update('encrypted with the right key, nested 20,000 deep', ownDeep),
  update('no payload', of()),
  update('an id of a million characters', of(named(`"id":"${'x'.repeat(1_000_000)}"`))),
  update('an id with NUL', of(named('"id":"a\\u0000"'))),
  update('an id of a lone surrogate', of(named('"id":"\\ud800"'))),
  update('an id that is an own __proto__', of(named('"id":"__proto__","x":1'))),
  update('100,000 members of the wrong kind', of(named(`"id":"m-1","kinds":[${'0,'.repeat(100_000)}0]`))),
  update('100,000 fields too many', of(named(`"id":"m-2",${manyFields(100_000).slice(1, -1)}`))),
  update('an unknown name', of(json('{}')), 'noSuchUpdate'),
  update('an unknown name, with a valid signal', of(named('"id":"g-1"')), 'consentSigned'),
  update('an unknown name, encrypted with an unknown key', of(sealed('k-x', randomBytes(80))), 'no-such'),
  update('a reserved name', of(json('{}')), '__temporal_x'),
  update('the name of the stack trace', of(json('{}')), '__stack_trace'),
  update('the name constructor', of(json('{}')), 'constructor'),
  ...SEALED.map(([what, make]) => query(what, make)),
  query('a forecast of a deeply nested signal', of(json(`{"signal":${nested(20_000)}}`)), 'forecast'),
  query('a forecast of invalid data', of(json('{"signal":{"name":"constructor"},"assume":7}')), 'forecast'),
  query('an unknown name', of(sealed('k-x', randomBytes(80))), 'noSuchQuery'),
  query('a reserved name', of(json(nested(20_000))), '__temporal_x'),
  query('the stack trace', of(sealed('k-x', randomBytes(80))), '__stack_trace'),
  query('the name __proto__', of(json('{}')), '__proto__'),
  {
    what: 'a cancellation request',
    kept: 0,
    send: ({ client, namespace, workflowId }) =>
      client.workflowService.requestCancelWorkflowExecution({
        ...{ namespace, workflowExecution: { workflowId }, requestId: randomUUID() },
        reason: '\u0000'.repeat(100),
      }),
  },
];

/** Messages that the server rejects, so that they never reach a course. */
export const REJECTED_BY_SERVER: Hostile[] = [
  signal('an empty name', of(json('{}')), '', 0),
  signal('a name of 20,000 characters', of(json('{}')), 'n'.repeat(20_000), 0),
  signal('three million bytes', of(json(`"${'x'.repeat(3_000_000)}"`)), 'consentSigned', 0),
  update('an empty name', of(json('{}')), '', 0),
];
