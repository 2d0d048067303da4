// `eslint --max-warnings 0` and `tsc --noEmit`. Both need the types of the whole program, and working them out takes longest, so
// one process does both, but for the lint of the tests, which takes as long as all the rest: `rest` or `tests` says which.
// Prints what is wrong; the exit code is 1 if anything is.
import path from 'node:path';
import { ESLint } from 'eslint';
import ts from 'typescript';

/** @param {string} file A tsconfig: the server's, or that of what runs in a browser. */
function programOf(file) {
  const { config, error } = ts.readConfigFile(file, ts.sys.readFile);
  const parsed = ts.parseJsonConfigFileContent(config, ts.sys, path.resolve(path.dirname(file)));
  const program = ts.createProgram({
    rootNames: parsed.fileNames,
    options: parsed.options,
    configFileParsingDiagnostics: error ? [error, ...parsed.errors] : parsed.errors,
  });
  return { program, roots: parsed.fileNames };
}

const tests = process.argv[2] === 'tests';

const server = programOf('tsconfig.json');
const web = programOf('src/web/tsconfig.json');

// Before linting: rules ask for types that no code uses, and the checker keeps what it has to say of those.
const diagnostics = tests
  ? []
  : [
      ...ts.getPreEmitDiagnostics(server.program),
      ...web.program.getConfigFileParsingDiagnostics(),
      // What it imports of the server is checked above.
      ...web.roots.flatMap((file) => ts.getPreEmitDiagnostics(web.program, web.program.getSourceFile(file))),
    ];

const parserOptions = { programs: [server.program, web.program], project: null };
const eslint = new ESLint({
  overrideConfig: [
    { files: ['**/*.ts', '**/*.tsx', '**/*.mts'], languageOptions: { parserOptions } },
    ...(tests ? [] : [{ ignores: ['test/'] }]),
  ],
});
const results = await eslint.lintFiles([tests ? 'test' : '.']);
const problems = results.reduce((sum, { errorCount, warningCount }) => sum + errorCount + warningCount, 0);
const { format } = await eslint.loadFormatter('stylish');
if (problems > 0) console.log(await format(results));

const host = {
  getCanonicalFileName: (file) => file,
  getCurrentDirectory: () => process.cwd(),
  getNewLine: () => '\n',
};
if (diagnostics.length > 0) console.log(ts.formatDiagnostics(diagnostics, host));

process.exitCode = problems + diagnostics.length > 0 ? 1 : 0;
