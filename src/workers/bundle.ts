import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';
import { replaceFile } from '../files/durable';
import { failureConverterPath } from '../security/dataConverter';

const ROOT = path.resolve(__dirname, '../..');
/** Pure code: all courses of a worker share one copy of it. */
const MODEL = ['src/time', 'src/vocabulary', 'src/course'];
const SOURCES = ['src/workflows', ...MODEL, 'src/security', 'src/workers/bundle.ts', 'package-lock.json'];
/** In the image, the user that runs the worker did not create the bundle. */
const READABLE_BY_ALL = 0o644;
const CACHE = path.join(ROOT, 'node_modules', '.cache', 'throughline');

function filesIn(target: string): string[] {
  if (!existsSync(target)) return [];
  try {
    return readdirSync(target, { withFileTypes: true })
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((entry) => filesIn(path.join(target, entry.name)));
  } catch {
    return [target];
  }
}

/** The fingerprint of the workflow code. Changes with any of its source files. */
export function sourcesHash(root = ROOT): string {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap((source) => filesIn(path.join(root, source)))) {
    hash.update(path.relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex').slice(0, 24);
}

/** The workflow bundle, built once for these sources and then read from the cache: bundling takes seconds. */
export async function workflowBundle(): Promise<{ code: string }> {
  const file = path.join(CACHE, `workflows-${sourcesHash()}.js`);
  if (existsSync(file)) return { code: readFileSync(file, 'utf8') };
  const { code } = await bundled(require.resolve('../workflows'));
  mkdirSync(CACHE, { recursive: true });
  replaceFile(file, code, READABLE_BY_ALL);
  return { code };
}

/** Bundles these workflows with the same options as ours. */
export const bundled = (workflowsPath: string): Promise<{ code: string }> =>
  bundleWorkflowCode({
    workflowsPath,
    failureConverterPath,
    workflowInterceptorModules: [require.resolve('../workflows/screen')],
    preloadModules: MODEL.flatMap((folder) => filesIn(path.join(ROOT, folder))),
    logger: {
      ...console,
      log: () => undefined,
      trace: () => undefined,
      debug: () => undefined,
      info: () => undefined,
    },
  });
