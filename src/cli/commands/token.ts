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

const line = ({ id, role, staffId, name, createdAt, expiresAt, lastUsedAt, state }: ListedToken): string =>
  [
    ...[id, state.padEnd(9), role.padEnd(13), staffId.padEnd(16), `created ${createdAt.slice(0, 10)}`],
    ...(expiresAt === null ? [] : [`expires ${expiresAt.slice(0, 10)}`]),
    lastUsedAt === null ? 'never used' : `last used ${lastUsedAt.slice(0, 10)}`,
    ...(name === null ? [] : [name]),
  ].join('  ');

const printed = (tokens: readonly ListedToken[], none: string): string =>
  tokens.length > 0 ? tokens.map(line).join('\n') : none;

/** Selects one token by its id, or all tokens of one person. */
export function selectedBy(
  id: string | undefined,
  staff: string | undefined,
): (token: ListedToken) => boolean {
  if ((id === undefined) === (staff === undefined))
    throw new CommandError(
      'token-not-named',
      'Give the id of one token (see `token list`), or --staff ID for all tokens of one person, but not both.',
    );
  return (token) => (id === undefined ? token.staffId === staff : token.id === id);
}

/** @throws CommandError `token-not-held` */
export async function revokeMatching(
  store: Store,
  selected: (token: ListedToken) => boolean,
  now: Date,
): Promise<ListedToken[]> {
  const revoked = await revokeTokens(store, selected, now);
  if (revoked.length > 0) return revoked;
  const known = (await listTokens(store, now)).find(selected);
  throw new CommandError(
    'token-not-held',
    known
      ? `Nothing to revoke: the token is already ${known.state}.`
      : 'This token does not exist. `token list` shows all tokens.',
  );
}

export function addToken(program: Command): void {
  const token = program.command('token').description('list and revoke the API tokens of this installation');
  token
    .command('list')
    .description('list the role, owner and state of every token, but never the token itself')
    .option('--staff <id>', 'only tokens of this person')
    .option('--json', 'print JSON for programs')
    .action(({ staff, json }: { staff?: string; json?: true }) =>
      withStore(async (store) => {
        const all = await listTokens(store, new Date());
        const tokens = all.filter(({ staffId }) => staff === undefined || staffId === staff);
        console.log(json ? JSON.stringify(tokens, null, 2) : printed(tokens, 'There are no tokens.'));
      }),
    );
  token
    .command('revoke')
    .description('revoke a token, effective immediately')
    .argument('[id]', 'the id from `token list`')
    .option('--staff <id>', 'every token of this person instead')
    .action((id: string | undefined, { staff }: { staff?: string }) => {
      const selected = selectedBy(id, staff);
      return withStore(async (store) => {
        const revoked = await revokeMatching(store, selected, new Date());
        console.log(
          `Revoked:\n${revoked.map(({ state: _, ...each }) => line({ ...each, state: 'revoked' })).join('\n')}`,
        );
      });
    });
}
