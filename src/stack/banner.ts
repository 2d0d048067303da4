import type { Ready } from './ready';

/** One command for a newcomer to copy and paste. */
export interface ThingToTry {
  readonly title: string;
  readonly command: string;
}

export interface BannerTexts {
  /** How to sign in to the console of the demo practice. */
  readonly signIn: string;
  /** A few commands that use the addresses of this stack. */
  thingsToTry(ready: Ready): readonly ThingToTry[];
}

/** Printed by `npm start` once everything is running. The last line begins with `Ready`. */
export function banner(
  { ready, setUpCode }: { ready: Ready; setUpCode: string | undefined },
  texts: BannerTexts,
  startedInMs: number,
): string {
  const how = setUpCode === undefined ? texts.signIn : `(set it up with the code ${setUpCode})`;
  const known = setUpCode !== undefined || ready.client !== null;
  const addresses: [string, string | null][] = [
    ['Console', ready.console && (known ? `${ready.console}  ${how}` : ready.console)],
    ['API', ready.api],
    ['API docs', ready.docs],
    ['Mailbox', ready.mailbox],
    ['Temporal UI', ready.temporal.ui],
    ['Temporal', `${ready.temporal.address} (namespace ${ready.temporal.namespace})`],
    ['Staff token', ready.token],
  ];
  return [
    '',
    '  Throughline',
    '',
    ...table(addresses),
    '',
    ...texts
      .thingsToTry(ready)
      .flatMap(({ title, command }, index) => [
        `  ${index + 1}. ${title}`,
        '',
        ...command.split('\n').map((line) => `     ${line}`),
        '',
      ]),
    `Ready in ${(startedInMs / 1000).toFixed(1)} s. Press Ctrl-C to stop everything; your data is kept.`,
  ].join('\n');
}

function table(rows: readonly [string, string | null][]): string[] {
  const shown = rows.filter(([, value]) => value !== null);
  const width = Math.max(...shown.map(([name]) => name.length));
  return shown.map(([name, value]) => `  ${name.padEnd(width)}   ${value ?? ''}`);
}
