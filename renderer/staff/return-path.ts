/**
 * The page to go back to after signing in: `?return=/lobby`. Only a path of this very origin, and not this page
 * itself; anything else is as good as nothing.
 */
export function returnPath(search: string, origin: string): string | undefined {
  const given = new URLSearchParams(search).get('return') ?? '';
  // One slash, then no second one and no backslash, which browsers take for a slash.
  if (!/^\/[A-Za-z0-9]/.test(given) || !URL.canParse(given, origin)) return undefined;
  const url = new URL(given, origin);
  if (url.origin !== origin || url.pathname === '/staff') return undefined;
  return `${url.pathname}${url.search}`;
}
