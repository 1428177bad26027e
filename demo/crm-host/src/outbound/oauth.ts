/** OAuth 2.0 client credentials (RFC 6749, 4.4): an access token, kept until shortly before it ends. */
export interface OauthConfig {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope?: string;
}

/** ms before its end from which a token is not used any more. */
const SPARE_MS = 60_000;

/** Asks for a token when there is none that holds. Throws when the server gives none. */
export const oauthToken = (
  { url, clientId, clientSecret, scope }: OauthConfig,
  send: typeof fetch,
  now: () => number = Date.now,
): (() => Promise<string>) => {
  let held = { token: '', until: 0 };
  return async () => {
    if (held.until > now()) return held.token;
    const response = await send(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
        ...(scope ? { scope } : {}),
      }).toString(),
    });
    if (!response.ok) throw new Error(`token-${response.status}`);
    const { access_token, expires_in } = (await response.json()) as {
      access_token: string;
      expires_in: number;
    };
    held = { token: access_token, until: now() + expires_in * 1000 - SPARE_MS };
    return held.token;
  };
};
