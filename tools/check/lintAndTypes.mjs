// `eslint . --max-warnings 0` and `tsc --noEmit` in one process: both need the types of the whole program, and working
// them out takes longest. Prints what is wrong; the exit code is 1 if anything is.
import { ESLint } from 'eslint';
import ts from 'typescript';

const { readFile } = ts.sys;
const config = ts.parseJsonConfigFileContent(
  ts.readConfigFile('tsconfig.json', readFile).config,
  ts.sys,
  process.cwd(),
);
const program = ts.createProgram({
  rootNames: config.fileNames,
  options: config.options,
  configFileParsingDiagnostics: config.errors,
});

// Before linting: rules ask for types that no code uses, and the checker keeps what it has to say of those.
const diagnostics = ts.getPreEmitDiagnostics(program);

const parserOptions = { programs: [program], project: null };
const eslint = new ESLint({ overrideConfig: { files: ['**/*.ts'], languageOptions: { parserOptions } } });
const results = await eslint.lintFiles(['.']);
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
