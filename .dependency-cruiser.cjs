// The dependency rule of docs/architecture.md, in the words of a tool.
/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'course-is-pure',
      comment:
        'The model of the course knows neither Temporal nor the world; of protocols and signals, their types.',
      severity: 'error',
      from: { path: '^src/course/' },
      to: { pathNot: '^src/(course|protocols|signals)/' },
    },
    {
      name: 'course-knows-types-only',
      severity: 'error',
      from: { path: '^src/course/' },
      to: { path: '^src/(protocols|signals)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'workflows-only-wait',
      comment:
        "A workflow's bundle holds the model and Temporal's workflow package; anything else as a type.",
      severity: 'error',
      from: { path: '^src/workflows/' },
      to: {
        pathNot: '^(src/(workflows|course)/|node_modules/@temporalio/(workflow|common)/)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'edges-are-edges',
      comment: 'Nothing inside depends on the ways in.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(api|console|cli|dev|processes)/' },
      to: { path: '^src/(api|console|cli|dev|processes)/' },
    },
    {
      name: 'api-knows-no-terminal',
      severity: 'error',
      from: { path: '^src/(api|processes)/' },
      to: { path: '^src/(console|cli|dev)/' },
    },
    {
      name: 'dev-stack-is-not-the-command-line',
      severity: 'error',
      from: { path: '^src/dev/' },
      to: { path: '^src/(cli|console)/' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
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
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
