import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '@temporalio/client';
import { ActivityFailure, ApplicationFailure, defaultFailureConverter } from '@temporalio/common';
import {
  decodeOptionalFailureToOptionalError,
  encodeErrorToFailure,
  loadDataConverter,
} from '@temporalio/common/lib/internal-non-workflow';
import { temporal } from '@temporalio/proto';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { dataConverter, failureConverterPath } from '../../src/security/dataConverter';
import { newKeyEntry, parseKeyring } from '../../src/security/keyring';

const converter = dataConverter(parseKeyring(newKeyEntry('k1')));
const loaded = loadDataConverter(converter);

const onTheWire = (failure: temporal.api.failure.v1.IFailure) => {
  const bytes = temporal.api.failure.v1.Failure.encode(failure).finish();
  return { bytes, text: Buffer.from(bytes).toString('latin1') };
};
const secretFailure = () =>
  ApplicationFailure.create({
    message: 'No dose for Rosalind Example',
    type: 'dose-missing',
    details: [{ client: 'Rosalind Example' }],
    cause: new Error('row of Rosalind Example not found'),
  });

describe('the data converter', () => {
  it('encrypts message, stack trace, details and causes of a failure, and keeps its type', async () => {
    const { text } = onTheWire(await encodeErrorToFailure(loaded, secretFailure()));
    expect(text).not.toContain('Rosalind');
    expect(text).not.toContain('dataConverter.spec');
    expect(text).toContain('dose-missing');
  });

  it('is what hides it: the default failure converter shows it', async () => {
    const unencoded = { ...loaded, failureConverter: defaultFailureConverter };
    expect(onTheWire(await encodeErrorToFailure(unencoded, secretFailure())).text).toContain('Rosalind');
  });

  it('gives the failure back to whoever has the key', async () => {
    const { bytes } = onTheWire(await encodeErrorToFailure(loaded, secretFailure()));
    const failure = temporal.api.failure.v1.Failure.decode(bytes);
    const error = await decodeOptionalFailureToOptionalError(loaded, failure);
    expect(error).toMatchObject({
      message: 'No dose for Rosalind Example',
      type: 'dose-missing',
      details: [{ client: 'Rosalind Example' }],
      cause: { message: 'row of Rosalind Example not found' },
    });
  });

  it('keeps a failure hidden and whole when a workflow catches it, and throws it on more than once', async () => {
    const inner = temporal.api.failure.v1.Failure.decode(
      onTheWire(await encodeErrorToFailure(loaded, secretFailure())).bytes,
    );
    const cause = await decodeOptionalFailureToOptionalError(loaded, inner);
    const outer = new ActivityFailure(
      'Activity failed',
      'deliver',
      '1',
      'MAXIMUM_ATTEMPTS_REACHED',
      'w',
      cause,
    );
    for (let attempt = 1; attempt <= 2; attempt++) {
      const { bytes, text } = onTheWire(await encodeErrorToFailure(loaded, outer));
      expect(text).not.toContain('Rosalind');
      const back = temporal.api.failure.v1.Failure.decode(bytes);
      await expect(decodeOptionalFailureToOptionalError(loaded, back)).resolves.toMatchObject({
        message: 'Activity failed',
        cause: {
          message: 'No dose for Rosalind Example',
          cause: { message: 'row of Rosalind Example not found' },
        },
      });
    }
  });

  it('is accepted by the Client', () => {
    const { options } = new Client({ dataConverter: converter });
    expect(options.loadedDataConverter.payloadCodecs).toEqual(converter.payloadCodecs);
    expect(options.loadedDataConverter.failureConverter).toBe(loaded.failureConverter);
  });

  it('brings its failure converter into the workflow bundle, and no keys or node modules', async () => {
    const folder = mkdtempSync(join(__dirname, '.bundle-'));
    try {
      writeFileSync(join(folder, 'workflows.ts'), 'export async function nothing(): Promise<void> {}\n');
      const { code } = await bundleWorkflowCode({
        workflowsPath: join(folder, 'workflows.ts'),
        failureConverterPath,
        logger: new DefaultLogger('ERROR'),
      });
      expect(code).toContain('EncodedFailureConverter');
      expect(code).not.toMatch(/aes-256-gcm|parseKeyring/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }, 60_000);
});
