/** The catalog of reasons as a table, for the API's description and docs/reasons.md. */
import { ROLE_NAMES, type ActorRole } from '../roles';
import { REASON_TEXTS, TOPICS, type ReasonText } from './index';

const HEADINGS: Record<keyof typeof TOPICS, string> = {
  gates: 'Before a dosing session',
  sessions: 'Sessions',
  medical: 'Approval, orders and questionnaires',
  supply: 'Supply',
  money: 'Money',
  course: 'Paperwork, plan, holds and closing',
  signals: 'Reports and corrections',
  forecast: 'Why a forecast ends before the course does',
};

const resolvers = (roles: readonly ActorRole[] | 'varies'): string => {
  if (roles === 'varies') return 'depends on the case';
  return roles.map((role) => ROLE_NAMES[role]).join(', ') || 'nobody';
};

const row = ({ code, sentence, resolvableBy }: ReasonText): string =>
  `| \`${code}\` | ${sentence} | ${resolvers(resolvableBy)} |`;

const table = (texts: readonly ReasonText[]): string =>
  ['| code | sentence | who can resolve it |', '| --- | --- | --- |', ...texts.map(row)].join('\n');

export const reasonTable = (): string => table(REASON_TEXTS);

/** docs/reasons.md, generated from the catalog; a test keeps the file equal to it. */
export function describeReasons(): string {
  const topics = Object.entries(HEADINGS).map(([topic, heading]) => {
    const codes = Object.keys(TOPICS[topic as keyof typeof TOPICS]);
    return `## ${heading}\n\n${table(REASON_TEXTS.filter(({ code }) => codes.includes(code)))}\n`;
  });
  return `# Reasons

When something cannot be done now, the API gives each reason with a code, a sentence, and who can resolve it. Codes
are stable; sentences may be reworded. A word in braces stands for a fact of the case. A code with several sentences
is listed once for each. The case at hand can name other roles than the usual ones listed here.

<!-- Generated from src/vocabulary/reasons by \`describeReasons()\`; \`npm run docs:write\` rewrites it. -->

<!-- prettier-ignore-start -->
${topics.join('\n')}
<!-- prettier-ignore-end -->
`;
}
