/** The page's place for its token, as the build leaves it. */
const PLACE = /(<meta name="vestibule-token" content=")("\s*\/?>)/;
/** What a token is made of (`host/ids.ts`); nothing of it could end the attribute it stands in. */
const TOKEN = /^[A-Za-z0-9_-]{16,128}$/;

/** The page with its token in it; undefined when it has no place for one or the token is none. */
export function withToken(html: string, token: string): string | undefined {
  if (!TOKEN.test(token) || !PLACE.test(html)) return undefined;
  return html.replace(PLACE, (_place, before: string, after: string) => `${before}${token}${after}`);
}
