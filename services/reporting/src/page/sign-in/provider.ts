// The provider that analysts sign in with: OpenID Connect with an authorisation code, PKCE, state and nonce.

import { requestJson } from '@tributary/service-kit';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  ClientError,
  Configuration,
  calculatePKCECodeChallenge,
  enableNonRepudiationChecks,
  ResponseBodyError,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  refreshTokenGrant,
  type ServerMetadata,
  type TokenEndpointResponse,
  type TokenEndpointResponseHelpers,
} from 'openid-client';
import { GrantEnded, type Granted, ProviderUnavailable, type Renew } from '../session/session.ts';

/** What is remembered of an attempt until the provider leads back. */
export interface Attempt {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

export interface Provider {
  /** Where the browser is sent, and what is to be remembered. @throws {ProviderUnavailable} */
  begin(): Promise<{ readonly address: string; readonly attempt: Attempt }>;
  /** @param query what the provider has led back with, with its question mark @throws {SignInRefused | ProviderUnavailable} */
  finish(query: string, attempt: Attempt): Promise<Granted>;
  readonly renew: Renew;
  /** Where a browser ends the session at the provider; undefined where it offers no such place. */
  endAddress(idToken: string | undefined): Promise<string | undefined>;
}

/** The provider, or the person, has said no. */
export class SignInRefused extends Error {
  override readonly name = 'SignInRefused';
}

export interface ProviderOptions {
  readonly clientId: string;
  /** undefined: a public client */
  readonly clientSecret: string | undefined;
  /** compared as a string */
  readonly issuer: string;
  readonly discoveryUrl: string;
  /** as this process reaches them, whatever the issuer says of itself */
  readonly tokenUrl: string;
  readonly jwksUrl: string;
  readonly publicUrl: string;
}

export const CALLBACK = '/page/sign-in/callback';

const WAIT_S = 5;
/** What the issuer says of itself is read again after so long. */
const KNOWN_MS = 10 * 60 * 1000;

type Tokens = TokenEndpointResponse & TokenEndpointResponseHelpers;

export function providerOf(options: ProviderOptions): Provider {
  const { clientId, clientSecret, issuer, discoveryUrl, tokenUrl, jwksUrl, publicUrl } = options;
  const redirectUri = `${publicUrl}${CALLBACK}`;
  let known: { readonly configuration: Promise<Configuration>; readonly until: number } | undefined;

  async function discover(): Promise<Configuration> {
    const { status, body } = await requestJson(discoveryUrl, { timeoutMs: WAIT_S * 1000 }).catch((cause: unknown) => {
      throw new ProviderUnavailable(`${discoveryUrl} does not answer`, { cause });
    });
    const told = body as ServerMetadata | undefined;
    if (status !== 200 || told?.issuer !== issuer) {
      throw new ProviderUnavailable(`${discoveryUrl} does not describe ${issuer}: it answered ${status}`);
    }
    const reached = { ...told, token_endpoint: tokenUrl, jwks_uri: jwksUrl };
    const configuration = new Configuration(reached, clientId, clientSecret);
    configuration.timeout = WAIT_S;
    enableNonRepudiationChecks(configuration);
    if ([discoveryUrl, tokenUrl, jwksUrl, issuer].some((url) => url.startsWith('http:'))) {
      allowInsecureRequests(configuration);
    }
    return configuration;
  }

  function configured(): Promise<Configuration> {
    if (known !== undefined && known.until > performance.now()) return known.configuration;
    const configuration = discover();
    known = { configuration, until: performance.now() + KNOWN_MS };
    configuration.catch(() => {
      known = undefined;
    });
    return configuration;
  }

  const granted = (tokens: Tokens): Granted => {
    const claims = tokens.claims();
    return {
      accessToken: tokens.access_token,
      expiresIn: tokens.expires_in,
      refreshToken: tokens.refresh_token,
      idToken: tokens.id_token,
      name: [claims?.['name'], claims?.['preferred_username']].find(
        (one): one is string => typeof one === 'string' && one.trim() !== '',
      ),
    };
  };

  return {
    async begin() {
      const configuration = await configured();
      const attempt = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
      const address = buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        scope: 'openid',
        state: attempt.state,
        nonce: attempt.nonce,
        code_challenge: await calculatePKCECodeChallenge(attempt.verifier),
        code_challenge_method: 'S256',
      });
      return { address: address.href, attempt };
    },
    async finish(query, { state, nonce, verifier }) {
      const configuration = await configured();
      try {
        const tokens = await authorizationCodeGrant(configuration, new URL(`${redirectUri}${query}`), {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        });
        return granted(tokens);
      } catch (error) {
        throw isUnreachable(error)
          ? new ProviderUnavailable('the provider gives no tokens', { cause: error })
          : new SignInRefused('the provider has not signed anybody in', { cause: error });
      }
    },
    async renew({ refreshToken }) {
      if (refreshToken === undefined) throw new GrantEnded('the provider has given no refresh token');
      const configuration = await configured();
      try {
        return granted(await refreshTokenGrant(configuration, refreshToken));
      } catch (cause) {
        throw cause instanceof ResponseBodyError && cause.status < 500
          ? new GrantEnded('the provider gives no more tokens', { cause })
          : new ProviderUnavailable('the provider gives no tokens', { cause });
      }
    },
    async endAddress(idToken) {
      const configuration = await configured();
      if (configuration.serverMetadata().end_session_endpoint === undefined) return undefined;
      const back = { post_logout_redirect_uri: `${publicUrl}/` };
      return buildEndSessionUrl(configuration, { ...back, ...(idToken && { id_token_hint: idToken }) }).href;
    },
  };
}

/** Whether nothing was said at all, or nothing that has to do with the request. */
function isUnreachable(error: unknown): boolean {
  if (error instanceof ResponseBodyError) return error.status >= 500;
  if (error instanceof ClientError) return error.code === 'OAUTH_TIMEOUT' || isUnreachable(error.cause);
  return error instanceof TypeError && error.message === 'fetch failed';
}
