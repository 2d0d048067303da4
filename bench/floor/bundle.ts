import { bundleWorkflowCode } from '@temporalio/worker';
import { failureConverterPath } from '../../src/security/dataConverter';

const quiet = () => undefined;

/** The bundle of the floor workflow: Temporal's workflow package and thirty lines. */
export async function floorBundle(): Promise<{ code: string }> {
  const { code } = await bundleWorkflowCode({
    workflowsPath: require.resolve('./workflow'),
    failureConverterPath,
    logger: { ...console, log: quiet, trace: quiet, debug: quiet, info: quiet },
  });
  return { code };
}
