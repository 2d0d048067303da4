import { z } from 'zod';
import { REQUIRED_IN_PRODUCTION, variables } from './schema';

/** The text of docs/configuration.md, generated from the schema; a test compares it with the file. */
export function describeConfig(): string {
  return `# Configuration

All settings are environment variables. A process does not start with an invalid value: the error names
the variable and what is allowed. An empty variable counts as absent.

<!-- Generated from src/config/schema.ts by \`describeConfig()\`; \`npm run docs:write\` rewrites it. -->

<!-- prettier-ignore-start -->
| Variable | Default | Meaning |
| --- | --- | --- |
${Object.entries(variables.shape).map(row).join('\n')}
<!-- prettier-ignore-end -->

With \`NODE_ENV=production\`, these are required: ${REQUIRED_IN_PRODUCTION.map(code).join(', ')}.

Temporal's own variables work as well: \`TEMPORAL_TLS_CLIENT_CERT_PATH\`, \`TEMPORAL_TLS_CLIENT_KEY_PATH\`,
\`TEMPORAL_TLS_SERVER_CA_CERT_PATH\`, \`TEMPORAL_TLS_SERVER_NAME\`. A client profile on the machine is read only
if \`TEMPORAL_PROFILE\` or \`TEMPORAL_CONFIG_FILE\` is set.

The Temporal server, which is built or downloaded once per user, is kept in \`XDG_CACHE_HOME\` (default
\`~/.cache\`).
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
