// A real identity provider for tests, as a process of its own: `node oidcProvider.mjs REDIRECT_URI` prints its address.
// Whoever signs in as NAME has the address NAME@cedar.example: verified, unless NAME begins with `unverified`, and with
// several factors, unless it begins with `plain`.
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

const [, , redirectUri] = process.argv;
const server = createServer();
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const issuer = `http://127.0.0.1:${server.address().port}`;
const provider = new Provider(issuer, {
  clients: [{ client_id: 'throughline', client_secret: 's'.repeat(40), redirect_uris: [redirectUri] }],
  cookies: { keys: ['for-tests'] },
  features: { devInteractions: { enabled: true } },
  claims: { openid: ['sub', 'amr'], email: ['email', 'email_verified'] },
  conformIdTokenClaims: false,
  findAccount: (_context, id) => ({
    accountId: id,
    claims: () => ({
      sub: id,
      email: `${id}@cedar.example`,
      email_verified: !id.startsWith('unverified'),
    }),
  }),
});
const { loginAccount } = provider.Session.prototype;
provider.Session.prototype.loginAccount = function (details) {
  const amr = details.accountId.startsWith('plain') ? ['pwd'] : ['pwd', 'mfa'];
  return loginAccount.call(this, { ...details, amr });
};
server.on('request', provider.callback());
console.log(issuer);
