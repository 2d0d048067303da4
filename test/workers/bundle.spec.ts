import { createContext, runInContext } from 'node:vm';
import { workflowBundle } from '../../src/workers/bundle';

interface Bundle {
  preloadModules(): void;
  importWorkflows(): void;
}

/** The modules that loading the bundle, `preloadModules` and a workflow add, as the SDK does it. */
async function loaded(): Promise<Record<'atFirst' | 'shared' | 'own', string[]>> {
  const { code } = await workflowBundle();
  const modules: Record<string, unknown> = {};
  const context = createContext({ __webpack_module_cache__: modules, ...{ TextEncoder, TextDecoder } });
  const added = (load: () => unknown): string[] => {
    const before = new Set(Object.keys(modules));
    load();
    return Object.keys(modules).filter((id) => !before.has(id));
  };
  runInContext('globalThis.AbortController = class {}', context);
  const atFirst = added(() => runInContext(code, context));
  const bundle = runInContext('__TEMPORAL__', context) as Bundle;
  const shared = added(() => {
    bundle.preloadModules();
  });
  const own = added(() => {
    bundle.importWorkflows();
  });
  return { atFirst, shared, own };
}

describe('the workflow bundle', () => {
  it('contains nothing that only what people enter needs', async () => {
    const { code } = await workflowBundle();
    expect(code).not.toMatch(/node_modules\/(libphonenumber-js|zod)\//);
    expect(code).toMatch(/node_modules\/@temporalio\/workflow\//);
  });

  it('loads the model once for all courses of a worker, and nothing else that could tie them together', async () => {
    const { atFirst, shared, own } = await loaded();
    const model = (id: string) => /src\/(course|time|vocabulary)\//.test(id);
    expect(shared.filter((id) => !model(id))).toEqual([]);
    expect(shared.length).toBeGreaterThan(20);
    expect([...atFirst, ...own].filter(model)).toEqual([]);
    expect(own).toContainEqual(expect.stringContaining('src/workflows/kapCourse.ts'));
  });
});
