/**
 * Runs the model's specs for Stryker with jest's circus and expect, but without starting jest for each mutant, which
 * would take longer than the specs. The specs are bundled once. The bundle is evaluated again for each mutant, so
 * that no mutant affects the next.
 */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PluginKind, declareClassPlugin } from '@stryker-mutator/api/plugin';
import { DryRunStatus, MutantRunStatus, TestStatus } from '@stryker-mutator/api/test-runner';
import { build } from 'esbuild';

const require = createRequire(import.meta.url);
const circus = require('jest-circus');
const { expect } = require('expect');

const SPECS = 'test/course';
const TIME = 'test/time';
/** Random histories take seconds per surviving mutant, and what they find should have its own spec. */
const TOO_LONG = ['properties.spec.ts', 'money/properties.spec.ts'];
const RUNS = '20';
/** Specs that run whole courses take half of the time, so they only run for code that looks ahead. */
const LOOKING_AHEAD = ['forecast/forecast.spec.ts', 'forecast/plan/index.spec.ts', 'decide/plan.spec.ts'];
/** The slowest tests take half of the time. They only run if no other test has killed the mutant. */
const SLOWEST = 60;
const TIMES_FILE = 'test-times.json';
const LOOKS_AHEAD = /forecast|deadlines|waiting/;

class ModelRunner {
  /** How many mutants each block of specs has killed and how long it takes, to run the best first. */
  #found = new Map();
  #takes = new Map();
  #slow = new Set();

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    process.env.THROUGHLINE_RUNS = RUNS;
    if (existsSync(TIMES_FILE)) this.#learn(JSON.parse(readFileSync(TIMES_FILE, 'utf8')));
    const bundle = await bundled();
    const load = new Function('require', '__dirname', 'describe', 'it', 'expect', bundle);
    const here = createRequire(path.resolve(SPECS, 'here.ts'));
    // Relative paths to project files start two folders below the root, as in src/protocols.
    this.load = () => load(here, path.resolve('src/protocols'), circus.describe, circus.it, expect);
  }

  async dryRun() {
    const context = (globalThis.__stryker__ = { mutantCoverage: { static: {}, perTest: {} } });
    const results = await this.#run((event) => {
      if (event.name === 'test_start') context.currentTestId = idOf(event.test);
      if (event.name === 'test_done') delete context.currentTestId;
    });
    this.#learn(results.map(asResult));
    return {
      status: DryRunStatus.Complete,
      tests: results.map(asResult),
      mutantCoverage: context.mutantCoverage,
    };
  }

  async mutantRun(options) {
    let asked = 0;
    for (const wanted of this.#rounds(options.testFilter)) {
      const result = await this.#round(options, wanted);
      if (result.status !== MutantRunStatus.Survived) return result;
      asked += result.nrOfTests;
    }
    return { status: MutantRunStatus.Survived, nrOfTests: asked };
  }

  async #round({ activeMutant, hitLimit }, wanted) {
    const context = (globalThis.__stryker__ = { activeMutant: activeMutant.id });
    if (hitLimit !== undefined) Object.assign(context, { hitLimit, hitCount: 0 });
    let failed = false;
    let results;
    try {
      results = await this.#run((event, state) => {
        if (event.name === 'run_start') {
          state.rootDescribeBlock.children.sort((a, b) => this.#worth(b.name) - this.#worth(a.name));
        }
        if (event.name === 'test_start' && (failed || (wanted && !wanted.has(idOf(event.test))))) {
          event.test.mode = 'skip';
        }
        if (event.name === 'test_done' && event.test.errors.length > 0) failed = true;
      });
    } catch (error) {
      // The mutant broke the loading of the specs, so no spec can run.
      return killed(['loading the specs'], String(error), 0);
    }
    if (context.hitCount > context.hitLimit) {
      return { status: MutantRunStatus.Timeout, reason: `more than ${context.hitLimit} hits` };
    }
    const ran = results.filter(({ status }) => status !== 'skip');
    const red = ran.find(({ errors }) => errors.length > 0);
    if (!red) return { status: MutantRunStatus.Survived, nrOfTests: ran.length };
    const [, block] = red.testPath;
    this.#found.set(block, (this.#found.get(block) ?? 0) + 1);
    return killed([asResult(red).id], red.errors[0], ran.length);
  }

  async #run(listen) {
    circus.resetState();
    circus.addEventHandler(listen);
    try {
      this.load();
      return (await circus.run()).testResults;
    } finally {
      circus.removeEventHandler(listen);
    }
  }

  /** Saved with the copied sources, because Stryker continues in a new process after a time limit. */
  #learn(results) {
    writeFileSync(TIMES_FILE, JSON.stringify(results));
    const slowest = [...results].sort((a, b) => b.timeSpentMs - a.timeSpentMs).slice(0, SLOWEST);
    this.#slow = new Set(slowest.map(({ id }) => id));
    for (const { block, timeSpentMs } of results) {
      this.#takes.set(block, (this.#takes.get(block) ?? 0) + timeSpentMs);
    }
  }

  /** Which tests run first and which run then; all at once if the coverage is not known. */
  #rounds(covering) {
    if (!covering) return [undefined];
    const rounds = [false, true].map((slow) => covering.filter((id) => this.#slow.has(id) === slow));
    return rounds.filter((ids) => ids.length > 0).map((ids) => new Set(ids));
  }

  /** Mutants killed per second. */
  #worth(block) {
    return (1 + (this.#found.get(block) ?? 0)) / (10 + (this.#takes.get(block) ?? 1_000));
  }
}

/** Bundles all specs and the model into one script, without packages. */
async function bundled() {
  const leftOut = LOOKS_AHEAD.test(process.env.MUTATED ?? '') ? TOO_LONG : [...TOO_LONG, ...LOOKING_AHEAD];
  const specs = readdirSync(SPECS, { recursive: true })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.spec.ts') && !leftOut.includes(name));
  const times = readdirSync(TIME).filter((name) => name.endsWith('.spec.ts'));
  const { outputFiles } = await build({
    stdin: {
      contents: [...specs.map((name) => `./${name}`), ...times.map((name) => `../time/${name}`)]
        .map((file) => `require('${file}');`)
        .join('\n'),
      resolveDir: path.resolve(SPECS),
    },
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    logLevel: 'error',
  });
  return outputFiles[0].text;
}

function idOf(test) {
  const names = [];
  for (let block = test; block.parent; block = block.parent) names.unshift(block.name);
  return names.join(' ');
}

function asResult({ testPath, status, errors, duration }) {
  const id = testPath.slice(1).join(' ');
  const result = { id, name: id, block: testPath[1], timeSpentMs: duration ?? 0 };
  if (errors.length > 0) return { ...result, status: TestStatus.Failed, failureMessage: String(errors[0]) };
  return { ...result, status: status === 'done' ? TestStatus.Success : TestStatus.Skipped };
}

const killed = (killedBy, failureMessage, nrOfTests) => ({
  status: MutantRunStatus.Killed,
  killedBy,
  failureMessage,
  nrOfTests,
});

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'model', ModelRunner)];
