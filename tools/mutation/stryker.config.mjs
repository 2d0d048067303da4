// The mutants of one file, for tools/mutation/main.ts.
const { MUTATED: file, RESULT: fileName } = process.env;

export default {
  mutate: [file],
  plugins: ['./tools/mutation/runner.mjs'],
  testRunner: 'model',
  concurrency: 1,
  coverageAnalysis: 'perTest',
  // A mutant in code that runs once, when a module loads, would need a separate run of every spec.
  ignoreStatic: true,
  mutator: {
    // Sentences for people: specs check codes, not wording.
    excludedMutations: ['StringLiteral'],
  },
  // Only copy the files that the specs read. Types are checked elsewhere.
  ignorePatterns: [
    '**',
    '!src/**',
    '!test/**',
    '!tools/mutation/**',
    '!protocols/**',
    '!scenarios/**',
    '!*.json',
  ],
  disableTypeChecks: false,
  reporters: ['json'],
  jsonReporter: { fileName },
  tempDirName: `${fileName}.sandbox`,
  timeoutFactor: 1,
  timeoutMS: 2_000,
  logLevel: 'warn',
  allowConsoleColors: false,
};
