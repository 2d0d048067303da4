/** Signing in by the practice's identity provider: OpenID Connect, code flow with PKCE, state and nonce. */
import * as oidc from 'openid-client';

export interface ProviderOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where the provider sends people back to. */
  readonly redirectUri: string;
  /** Who asks for the second factor: the provider if it says so, the provider always, or this system. */
  readonly secondFactor: 'amr' | 'provider' | 'own';
}

/** What is kept in the browser from leaving for the provider until coming back. */
export interface Pending {
  state: string;
  nonce: string;
  verifier: string;
}

/** Who the provider says it is. */
export interface Proven {
  /** Absent: it is not verified. */
  email: string | undefined;
  /** The provider has asked for a second factor, as far as it is trusted with that. */
  secondFactor: boolean;
}

export type ProviderFailure = 'unavailable' | 'refused';

export class ProviderError extends Error {
  override readonly name = 'ProviderError';

  constructor(
    readonly why: ProviderFailure,
    options?: ErrorOptions,
  ) {
    super(
      why === 'unavailable' ? 'the identity provider does not answer' : 'the identity provider refused',
      options,
    );
  }
}

export interface IdentityProvider {
  /** Where to send the browser, and what to keep meanwhile. @throws ProviderError */
  begin(): Promise<{ href: string; pending: Pending }>;
  /** Checks what the provider sent back with the browser. @throws ProviderError */
  finish(query: string, pending: Pending): Promise<Proven>;
}

/** The clocks of two machines differ. */
const CLOCK_TOLERANCE_SECONDS = 60;
const TIMEOUT_SECONDS = 10;
/** RFC 8176: what is asked for besides a password. */
const BESIDES = ['otp', 'hwk', 'sms', 'fpt', 'face', 'pop'];

const hasSeveral = (amr: readonly unknown[]): boolean =>
  amr.includes('mfa') || (amr.includes('pwd') && BESIDES.some((each) => amr.includes(each)));

export function identityProvider(options: ProviderOptions): IdentityProvider {
  const { issuer, clientId, clientSecret, redirectUri, secondFactor } = options;
  let known: Promise<oidc.Configuration> | undefined;
  const discovered = async (): Promise<oidc.Configuration> => {
    known ??= oidc.discovery(
      new URL(issuer),
      clientId,
      { client_secret: clientSecret, [oidc.clockTolerance]: CLOCK_TOLERANCE_SECONDS },
      undefined,
      {
        timeout: TIMEOUT_SECONDS,
        // The configuration allows this on the machine itself only.
        // eslint-disable-next-line @typescript-eslint/no-deprecated
        execute: issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : [],
      },
    );
    try {
      return await known;
    } catch (cause) {
      // It is asked again the next time.
      known = undefined;
      throw new ProviderError('unavailable', { cause });
    }
  };
  return {
    async begin() {
      const config = await discovered();
      const verifier = oidc.randomPKCECodeVerifier();
      const [state, nonce] = [oidc.randomState(), oidc.randomNonce()];
      const { href } = oidc.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: 'openid email',
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
      });
      return { href, pending: { state, nonce, verifier } };
    },

    async finish(query, { state, nonce, verifier }) {
      const config = await discovered();
      try {
        const back = new URL(redirectUri);
        back.search = query;
        const tokens = await oidc.authorizationCodeGrant(config, back, {
          ...{ pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce },
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (!claims) throw new Error('the provider sent no ID token');
        const told =
          typeof claims.email === 'string'
            ? claims
            : await oidc.fetchUserInfo(config, tokens.access_token, claims.sub);
        const { email, email_verified: verified } = told;
        const amr: readonly unknown[] = Array.isArray(claims.amr) ? claims.amr : [];
        return {
          email: typeof email === 'string' && verified === true ? email : undefined,
          secondFactor: secondFactor === 'provider' || (secondFactor === 'amr' && hasSeveral(amr)),
        };
      } catch (cause) {
        throw new ProviderError('refused', { cause });
      }
    },
  };
}
