/** The identity provider of `oidcProvider.mjs`, started and ended by a spec. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { identityProvider, type ProviderOptions } from '../../src/accounts/provider';
import type { Provider } from '../../src/api/http/deps';
import { CALLBACK } from '../../src/api/pages/provider';

export interface TestProvider {
  /** For an API at the address it was started for. */
  with(secondFactor?: ProviderOptions['secondFactor']): Provider;
  stop(): Promise<void>;
}

export async function startProvider(apiUrl: string): Promise<TestProvider> {
  const redirectUri = `${apiUrl}${CALLBACK}`;
  const program = path.join(__dirname, 'oidcProvider.mjs');
  const running = spawn(process.execPath, [program, redirectUri], { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(running, 'exit');
  const lines = createInterface(running.stdout);
  let issuer = '';
  for await (const line of lines)
    if (line.startsWith('http://')) {
      issuer = line;
      break;
    }
  return {
    with: (secondFactor = 'amr') => ({
      name: 'Cedar accounts',
      ...identityProvider({
        ...{ issuer, redirectUri, secondFactor },
        ...{ clientId: 'throughline', clientSecret: 's'.repeat(40) },
      }),
    }),
    stop: async () => {
      running.kill();
      await ended;
    },
  };
}
