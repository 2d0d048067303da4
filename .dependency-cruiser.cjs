// The layout of docs/architecture.md as rules: folders import downward, in this order, and there are no circles.

/** Of src, from the bottom up. A folder may import those before it, and those on its own line. */
const LAYERS = [
  ['time'],
  ['vocabulary'],
  ['input', 'files', 'telemetry'],
  ['locks'],
  ['catalog'],
  ['course'],
  ['protocols'],
  ['security'],
  ['config'],
  ['store'],
  ['messages'],
  ['accounts'],
  ['activities', 'workflows'],
  ['workers'],
  ['watch'],
  ['engine'],
  ['repair'],
  ['setup'],
  ['rehearsal'],
  ['postgres'],
  ['api'],
  ['processes'],
  ['stack'],
  ['cli'],
];

/** Inside src/course. Files are the whole of it: `state`, `step`. */
const COURSE = [
  ['ledgerEntry', 'state', 'events'],
  ['selectors'],
  ['money'],
  ['patches'],
  ['corrections', 'gates'],
  ['evolve', 'clocks', 'warnings'],
  ['decide'],
  ['step', 'fold', 'referralSent', 'takeOver'],
  ['status'],
  ['forecast'],
];

const PEERS_APART = [
  // The ways in share `engine`, never each other.
  { name: 'cli-knows-no-api', from: '^src/cli/', to: '^src/api/' },
  { name: 'corrections-know-no-gates', from: '^src/course/corrections/', to: '^src/course/gates/' },
  { name: 'gates-know-no-corrections', from: '^src/course/gates/', to: '^src/course/corrections/' },
];

/** One rule for each layer: nothing of it imports what comes after it. */
const downward = (layers, root) =>
  layers.slice(0, -1).map((names, index) => ({
    name: `${names.join('-')}-${root === 'src' ? 'imports' : 'of-the-course-imports'}-downward`,
    severity: 'error',
    from: { path: `^${root}/(${names.join('|')})(/|\\.ts$)` },
    to: {
      path: `^${root}/(${layers
        .slice(index + 1)
        .flat()
        .join('|')})(/|\\.ts$)`,
    },
  }));

const LAYERED = [
  `^src/(${LAYERS.flat().join('|')})/`,
  // Programs for the browser: see the rules of their own below.
  '^src/web/',
  // Named in the order of the course below.
  '^src/course/',
];
const LAYERED_COURSE = `^src/course/(${COURSE.flat().join('|')})(/|\\.ts$)`;

/** What has no layer may neither import, nor be imported, nor be there alone. */
const stray = (name, at) =>
  [
    { name, from: at, to: {} },
    { name: `${name}-when-imported`, from: {}, to: at },
    { name: `${name}-when-alone`, from: { ...at, orphan: true }, to: {} },
  ].map((rule) => ({ ...rule, severity: 'error', comment: 'Give it a place in the order above.' }));

const error = ({ name, from, to }) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: to },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...downward(LAYERS, 'src'),
    ...downward(COURSE, 'src/course'),
    ...PEERS_APART.map(error),
    ...stray('every-folder-has-a-layer', { path: '^src/', pathNot: LAYERED }),
    ...stray('every-part-of-the-course-has-a-layer', { path: '^src/course/', pathNot: LAYERED_COURSE }),
    {
      name: 'the-guard-of-a-course-is-not-bypassed',
      comment: 'Make an operation with `endpoint`, or with `courseEndpoint`, which authorizes the caller.',
      severity: 'error',
      from: {
        pathNot: '^src/api/(http/(endpoint|openEndpoint|courseAccess)|endpoints/courses/unknownSignal)\\.ts$',
      },
      to: { path: '^src/api/http/operation\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'course-is-pure',
      comment: 'The model knows neither Temporal nor the world; of what can be reported, the types.',
      severity: 'error',
      from: { path: '^src/course/' },
      to: { pathNot: '^src/(course|time|vocabulary)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'course-knows-types-of-the-catalog-only',
      severity: 'error',
      from: { path: '^src/course/' },
      to: { pathNot: '^src/(course|time|vocabulary|catalog)/' },
    },
    {
      name: 'time-and-vocabulary-import-nothing',
      severity: 'error',
      from: { path: '^src/(time|vocabulary)/' },
      to: { pathNot: '^src/(time|vocabulary)/' },
    },
    {
      name: 'workflows-only-wait',
      comment:
        "A workflow's bundle holds the model and Temporal's workflow package; anything else as a type.",
      severity: 'error',
      from: { path: '^src/workflows/' },
      to: {
        pathNot: '^(src/(workflows|course|time|vocabulary)/|node_modules/@temporalio/(workflow|common)/)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'the-product-knows-no-tools',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(tools|test|bench)/' },
    },
    {
      name: 'specs-of-the-course-know-only-the-model',
      comment: 'They run without a database, a server and the network, so they stay fast.',
      severity: 'error',
      from: { path: '^test/course/' },
      to: { path: '^src/', pathNot: '^src/(course|time|vocabulary|catalog|protocols)/' },
    },
    {
      name: 'tools-know-no-tests',
      severity: 'error',
      from: { path: '^(tools|bench)/' },
      to: { path: '^test/' },
    },
    {
      name: 'the-web-knows-words-and-times-only',
      comment: 'In the browser: words, times, and the types of what the API takes and returns.',
      severity: 'error',
      from: { path: '^src/web/' },
      to: { path: '^src/', pathNot: '^src/(web|time|vocabulary)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nothing-imports-the-web',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/web/' },
      to: { path: '^src/web/' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'nothing-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^test/replay/histories/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
