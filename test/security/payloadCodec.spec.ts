import { WHY } from '../../src/vocabulary/unreadable';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import * as fc from 'fast-check';
import { newKeyEntry, parseKeyring } from '../../src/security/keyring';
import { ENCRYPTED_ENCODING, encryptionCodec, workerCodec } from '../../src/security/payloadCodec';

const oldKey = newKeyEntry('old');
const newKey = newKeyEntry('new');
const codec = encryptionCodec(parseKeyring(oldKey));
const plain = defaultPayloadConverter.toPayload({ name: 'Rosalind Example', dose: 120 });

const bytesOf = (payload: Payload) => Buffer.from(temporal.api.common.v1.Payload.encode(payload).finish());
const sealed = async (payload = plain): Promise<Payload> => {
  const [result] = await codec.encode([payload]);
  if (!result) throw new Error('nothing came back');
  return result;
};

describe('the payload codec', () => {
  it('returns every payload as it was', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            metadata: fc.dictionary(fc.stringMatching(/^[a-z-]{1,12}$/), fc.uint8Array({ maxLength: 40 })),
            data: fc.uint8Array({ maxLength: 2_000 }),
          }),
          { maxLength: 5 },
        ),
        async (payloads) => {
          const back = await codec.decode(await codec.encode(payloads));
          expect(back.map(bytesOf)).toEqual(payloads.map(bytesOf));
        },
      ),
    ));

  it('returns every JSON value as it was', () =>
    fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        const [back] = await codec.decode(await codec.encode([defaultPayloadConverter.toPayload(value)]));
        const text = back && JSON.stringify(defaultPayloadConverter.fromPayload(back));
        expect(text).toBe(JSON.stringify(value));
      }),
    ));

  it('hides content and metadata, and names encoding and key', async () => {
    const { metadata, data } = await sealed();
    expect(Buffer.from(data ?? []).toString('latin1')).not.toMatch(/Rosalind|json/);
    expect(Object.keys(metadata ?? {})).toEqual(['encoding', 'encryption-key-id']);
    expect(Buffer.from(metadata?.encoding ?? []).toString()).toBe(ENCRYPTED_ENCODING);
    expect(Buffer.from(metadata?.['encryption-key-id'] ?? []).toString()).toBe('old');
  });

  it('encrypts the same payload differently each time', async () => {
    const nonces = new Set<string>();
    for (let i = 0; i < 200; i++) {
      nonces.add(
        Buffer.from((await sealed()).data ?? [])
          .subarray(0, 12)
          .toString('hex'),
      );
    }
    expect(nonces.size).toBe(200);
  });

  it('still reads what the old key wrote, and writes with the new one', async () => {
    const rotated = encryptionCodec(parseKeyring(`${newKey},${oldKey}`));
    const [back] = await rotated.decode([await sealed()]);
    expect(back && bytesOf(back)).toEqual(bytesOf(plain));
    const [fresh] = await rotated.encode([plain]);
    expect(Buffer.from(fresh?.metadata?.['encryption-key-id'] ?? []).toString()).toBe('new');
  });

  it('names the key it does not have', async () => {
    const other = encryptionCodec(parseKeyring(newKey));
    await expect(other.decode([await sealed()])).rejects.toMatchObject({
      code: 'payload-key-unknown',
      keyId: 'old',
    });
  });

  it('refuses other bytes under the same key id', async () => {
    const imposter = encryptionCodec(parseKeyring(newKeyEntry('old')));
    await expect(imposter.decode([await sealed()])).rejects.toMatchObject({ code: 'payload-tampered' });
  });

  it('notices any single changed bit', () =>
    fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(7), async (position, bit) => {
        const payload = await sealed();
        const data = Buffer.from(payload.data ?? []);
        const index = position % data.length;
        data[index] = (data[index] ?? 0) ^ (1 << bit);
        await expect(codec.decode([{ ...payload, data }])).rejects.toMatchObject({
          code: 'payload-tampered',
        });
      }),
    ));

  it('notices a swapped key id even when both ids have the same key', async () => {
    const key = oldKey.slice('old:'.length);
    const twins = encryptionCodec(parseKeyring(`old:${key},twin:${key}`));
    const { metadata, data } = await sealed();
    const moved = { metadata: { ...metadata, 'encryption-key-id': Buffer.from('twin') }, data: data ?? null };
    await expect(twins.decode([moved])).rejects.toMatchObject({ code: 'payload-tampered' });
  });

  it.each([
    ['no key id', { encoding: Buffer.from(ENCRYPTED_ENCODING) }, Buffer.alloc(64)],
    [
      'too few bytes',
      { encoding: Buffer.from(ENCRYPTED_ENCODING), 'encryption-key-id': Buffer.from('old') },
      Buffer.alloc(27),
    ],
  ])('refuses an incomplete payload: %s', async (_what, metadata, data) => {
    await expect(codec.decode([{ metadata, data }])).rejects.toMatchObject({ code: 'payload-malformed' });
  });

  it.each([
    [plain],
    [{ metadata: { encoding: Buffer.from('binary/encrypted') }, data: Buffer.from('x') }],
    [{}],
  ])('lets payloads that are not ours pass (%#)', async (foreign: Payload) => {
    const [back] = await codec.decode([foreign]);
    expect(back).toBe(foreign);
  });
});

describe('the codec of a worker', () => {
  const worker = workerCodec(parseKeyring(oldKey));
  const toWorkflow = { type: 'workflow', namespace: 'n', workflowId: 'course-1' } as const;
  const toActivity = { type: 'activity', namespace: 'n', isLocal: false } as const;
  const unknown = async () => encryptionCodec(parseKeyring(newKey)).encode([plain]);

  it('leaves closed what a workflow is sent and nobody here can open, and says why', async () => {
    const sent = await unknown();
    const [got] = await worker.decode(sent, toWorkflow);
    expect(got?.data).toEqual(sent[0]?.data);
    expect(Buffer.from(got?.metadata?.[WHY] ?? []).toString()).toBe('payload-key-unknown');
  });

  it('opens all else, and its own', async () => {
    const payloads = [await sealed(), plain];
    const got = await worker.decode(payloads, toWorkflow);
    expect(got.map(bytesOf)).toEqual([plain, plain].map(bytesOf));
    const [back] = await codec.decode(await worker.encode([plain]));
    expect(back && bytesOf(back)).toEqual(bytesOf(plain));
  });

  it('throws for what an activity is given or answers, and where nobody says for whom it is', async () => {
    for (const context of [toActivity, undefined]) {
      await expect(worker.decode(await unknown(), context)).rejects.toMatchObject({
        code: 'payload-key-unknown',
      });
    }
  });
});
