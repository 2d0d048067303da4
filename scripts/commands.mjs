// The commands for developers. `npm run help` lists them, and each explains itself with `--help`. The commands of an
// installation are in src/cli.

/**
 * @typedef {object} DeveloperCommand
 * @property {string} entry The script, from the root.
 * @property {string} about What it does, in one line.
 * @property {string} [takes] What it takes besides options; nothing if absent.
 * @property {Record<string, string>} [options] Its options, with what each does; `--name VALUE` takes a value.
 * @property {string} [passesOnTo] It passes all arguments on to this program, or explains itself (`itself`).
 */

/** @type {Record<string, DeveloperCommand>} */
export const DEVELOPER_COMMANDS = {
  test: {
    entry: 'tools/test/main.ts',
    about: 'run all specs but the longest; with FILES only those specs',
    takes: '[FILE …]',
    passesOnTo: 'jest',
  },
  'test:long': {
    entry: 'tools/test/long.ts',
    about: 'run the specs that take longest: faults, drills, scenarios on a server, every protocol value',
  },
  check: {
    entry: 'tools/check/main.ts',
    about: 'check lint, types, format and imports',
  },
  bench: {
    entry: 'bench/main.ts',
    about: 'measure courses against a minimal workflow on a temporary server',
    options: {
      '--lists': 'the lists of the console with 5,000 courses instead',
      '--quick': 'only see that everything runs; the numbers mean nothing',
      '--json': 'print JSON for programs',
    },
  },
  e2e: {
    entry: 'tools/e2e.ts',
    about: 'run every scenario on a real server and compare it with the model, and look at every screen',
  },
  properties: {
    entry: 'tools/properties.ts',
    about: 'check the rules of a course on many random histories',
    options: {
      '--runs N': 'how many histories (default 20000)',
      '--seed N': 'repeat the histories of this seed',
    },
  },
  mutation: {
    entry: 'tools/mutation/main.ts',
    about: 'put small faults into the model, and list those that no spec finds',
    takes: '[FILE …]',
    options: {},
  },
  drill: {
    entry: 'tools/drill/main.ts',
    about: 'inject faults into a separate installation, and count what is lost',
    passesOnTo: 'itself',
  },
  replay: {
    entry: 'tools/replay.ts',
    about: 'replay a recorded history, or a course of a running system, with the current workflow code',
    takes: 'FILE | COURSE-ID',
  },
  'docs:write': {
    entry: 'tools/writeDocs.ts',
    about: 'write the generated pages of docs again: configuration and reasons',
  },
  'docs:pictures': {
    entry: 'tools/pictures.ts',
    about: 'take the pictures of docs again: the browser specs go through the screens and take them',
  },
  'prepare:temporal': {
    entry: 'tools/prepare.ts',
    about: 'get the Temporal server now, not at the first start',
  },
  'build:console': {
    entry: 'tools/buildConsole.ts',
    about: 'build the console now, not at the next start',
  },
};

/** In package.json alone: they need no entry point. */
const OTHER_SCRIPTS = {
  dev: 'as start, but restart the API and the worker when a source changes',
  'test:one': 'run one spec file: npm run test:one FILE [-- -t NAME]',
  'test:watch': 'rerun the specs that concern your changes as you save',
};

const column = (name) => `  ${name.padEnd(30)}`;

/** @returns {string} every command for developers, with one line each */
export function developerCommands() {
  const abouts = Object.entries(DEVELOPER_COMMANDS).map(([name, { about }]) => [name, about]);
  const all = [...Object.entries(OTHER_SCRIPTS), ...abouts];
  return [
    'For developers (npm run NAME -- --help says more):',
    ...all.map(([name, about]) => column(name) + about),
  ].join('\n');
}

/** @param {string} name @param {DeveloperCommand} command @returns {string} */
export function usageOf(name, { about, takes, options, passesOnTo }) {
  const usage = [
    `npm run ${name}`,
    '--',
    takes,
    options && Object.keys(options).length > 0 && '[options]',
  ].filter(Boolean);
  const lines = Object.entries(options ?? {}).map(([option, does]) => column(option) + does);
  return [
    `Usage: ${usage.at(-1) === '--' ? usage[0] : usage.join(' ')}`,
    `\n${about[0]?.toUpperCase()}${about.slice(1)}.`,
    ...(lines.length > 0 ? ['', ...lines] : []),
    ...(passesOnTo ? [`\nAll other arguments go to ${passesOnTo}.`] : []),
  ].join('\n');
}

/**
 * @param {DeveloperCommand} command @param {readonly string[]} args
 * @returns {string | undefined} what is wrong with the arguments
 */
export function argumentProblem({ takes, options = {}, passesOnTo }, args) {
  if (passesOnTo) return undefined;
  const known = new Map(Object.keys(options).map((option) => [option.split(' ')[0], option.includes(' ')]));
  for (let index = 0; index < args.length; index += 1) {
    const [name = '', value] = args[index].split('=');
    if (!name.startsWith('-')) {
      if (takes === undefined) return `It takes no "${name}".`;
    } else if (!known.has(name)) return `There is no option "${name}".`;
    else if (known.get(name) && value === undefined) index += 1;
  }
  return undefined;
}
