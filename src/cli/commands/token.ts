import type { Command } from 'commander';
import { loadConfig } from '../../config';
import { openDatabase } from '../../processes/database';
import { listTokens, revokeTokens, type ListedToken } from '../../setup/tokens';
import type { Store } from '../../store';
import { CommandError } from '../../setup/commandError';

async function withStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const database = await openDatabase(loadConfig());
  try {
    return await work(database.store);
  } finally {
    await database.stop();
  }
}

const line = ({ id, role, staffId, createdAt, expiresAt, state }: ListedToken): string =>
  [
    ...[id, state.padEnd(7), role.padEnd(13), staffId.padEnd(16), `made ${createdAt.slice(0, 10)}`],
    ...(expiresAt === null ? [] : [`expires ${expiresAt.slice(0, 10)}`]),
  ].join('  ');

const printed = (tokens: readonly ListedToken[], none: string): string =>
  tokens.length > 0 ? tokens.map(line).join('\n') : none;

/** Which tokens are meant: one by its id, or all of one person. */
export function meantBy(id: string | undefined, staff: string | undefined): (token: ListedToken) => boolean {
  if ((id === undefined) === (staff === undefined))
    throw new CommandError(
      'token-not-named',
      'Name one token by its id (`token list`), or all of one person by --staff ID; not both.',
    );
  return (token) => (id === undefined ? token.staffId === staff : token.id === id);
}

/** @throws CommandError `token-not-held` */
export async function takeBack(
  store: Store,
  meant: (token: ListedToken) => boolean,
  now: Date,
): Promise<ListedToken[]> {
  const revoked = await revokeTokens(store, meant, now);
  if (revoked.length > 0) return revoked;
  const known = (await listTokens(store, now)).find(meant);
  throw new CommandError(
    'token-not-held',
    known
      ? `Nothing to take back: it is ${known.state} already.`
      : 'There is no such token; `token list` names them all.',
  );
}

export function addToken(program: Command): void {
  const token = program.command('token').description('the API tokens of this installation');
  token
    .command('list')
    .description('role, owner and state of every token, never the token itself')
    .option('--staff <id>', 'those of one person')
    .option('--json', 'for programs')
    .action(({ staff, json }: { staff?: string; json?: true }) =>
      withStore(async (store) => {
        const all = await listTokens(store, new Date());
        const tokens = all.filter(({ staffId }) => staff === undefined || staffId === staff);
        console.log(json ? JSON.stringify(tokens, null, 2) : printed(tokens, 'There are no tokens.'));
      }),
    );
  token
    .command('revoke')
    .description('takes a token back; it holds at once')
    .argument('[id]', 'the id that `token list` shows')
    .option('--staff <id>', 'instead: every token of this person')
    .action((id: string | undefined, { staff }: { staff?: string }) => {
      const meant = meantBy(id, staff);
      return withStore(async (store) => {
        const revoked = await takeBack(store, meant, new Date());
        console.log(
          `Taken back:\n${revoked.map(({ state: _, ...each }) => line({ ...each, state: 'revoked' })).join('\n')}`,
        );
      });
    });
}
