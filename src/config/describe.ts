import { z } from 'zod';
import { REQUIRED_IN_PRODUCTION, variables } from './schema';

/** docs/configuration.md, generated from the schema; a test keeps the file equal to it. */
export function describeConfig(): string {
  return `# Configuration

Everything is set by environment variables. A value that makes no sense is refused at the start, with
the name of the variable and what is allowed. An empty variable counts as absent.

<!-- Generated from src/config/schema.ts by \`describeConfig()\`; \`npm run docs:configuration\` rewrites it. -->

<!-- prettier-ignore-start -->
| Variable | Default | Meaning |
| --- | --- | --- |
${Object.entries(variables.shape).map(row).join('\n')}
<!-- prettier-ignore-end -->

With \`NODE_ENV=production\` these must be given: ${REQUIRED_IN_PRODUCTION.map(code).join(', ')}.

Temporal's own variables hold as well: \`TEMPORAL_TLS_CLIENT_CERT_PATH\`, \`TEMPORAL_TLS_CLIENT_KEY_PATH\`,
\`TEMPORAL_TLS_SERVER_CA_CERT_PATH\`, \`TEMPORAL_TLS_SERVER_NAME\`; and \`TEMPORAL_PROFILE\` or
\`TEMPORAL_CONFIG_FILE\`, without which no client profile on the machine is read.

\`XDG_CACHE_HOME\` (default \`~/.cache\`) holds the Temporal server that is built or downloaded once per user.
`;
}

function row([variable, schema]: [string, z.ZodType]): string {
  return `| ${code(variable)} | ${fallback(schema)} | ${schema.description ?? ''} |`;
}

/** The default as a person would type it, or a dash. */
function fallback(schema: z.ZodType): string {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    return code(String(schema.def.defaultValue));
  }
  return '–';
}

function code(text: string): string {
  return `\`${text}\``;
}
