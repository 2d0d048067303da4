// One file's mutants, as tools/mutation/main.ts asks for them.
const { MUTATED: file, RESULT: fileName } = process.env;

export default {
  mutate: [file],
  plugins: ['./tools/mutation/runner.mjs'],
  testRunner: 'model',
  concurrency: 1,
  coverageAnalysis: 'perTest',
  // A fault in what is computed once, when a module loads, would need every spec for itself.
  ignoreStatic: true,
  mutator: {
    // Sentences for people: specs hold codes, not wordings.
    excludedMutations: ['StringLiteral'],
  },
  // Of the repository only what the specs read is copied; their types are checked elsewhere.
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
