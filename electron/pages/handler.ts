import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { PageRole } from '#contracts/bridge/messages.ts';
import { pageHeaders, SECURITY_HEADERS } from '#host/http/headers.ts';
import { originOf } from '../origins.ts';
import { resolvePage } from './resolve.ts';
import { withToken } from './token.ts';
import { WAITING_PAGE, WAITING_STYLE } from './waiting-page.ts';

const HTML = 'text/html; charset=utf-8';
const PLAIN = 'text/plain; charset=utf-8';

/** The kinds of file a build leaves; anything else is not served. */
const TYPES = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.wav': 'audio/wav',
} as const;

const typeOf = (file: string): string | undefined => {
  const extension = extname(file);
  return Object.hasOwn(TYPES, extension) ? TYPES[extension as keyof typeof TYPES] : undefined;
};

export type PageService = {
  readonly role: PageRole;
  /** Folder with the built pages. */
  readonly pagesDir: string;
  /** Asks the host for the token of that role; undefined while there is no host. */
  token(role: PageRole): Promise<string | undefined>;
  refused(code: string): void;
};

/** As Electron hands it over: the origin that asked, which the page cannot choose; absent when the shell itself did. */
type PageRequest = Pick<Request, 'method' | 'url'> & { readonly initiatorOrigin?: string };

/**
 * Answers one origin of the scheme. Every answer, a refusal too, carries the security headers and is never kept; the
 * page itself carries the host's token of this start.
 */
export const pageHandler =
  ({ role, pagesDir, token, refused }: PageService) =>
  async (request: PageRequest): Promise<Response> => {
    const refuse = (status: number, code: string, headers: Record<string, string> = {}) => {
      refused(code);
      return answer(status, PLAIN, `${status}\n`, headers);
    };
    if (request.method !== 'GET') return refuse(405, 'method', { allow: 'GET' });
    const asker = request.initiatorOrigin;
    if (asker !== undefined && asker !== originOf(role)) return refuse(403, 'origin');
    const resolved = resolvePage(role, pagesDir, request.url);
    if (!resolved.ok) return refuse(resolved.error === 'tooLong' ? 414 : 404, resolved.error);
    if (resolved.value.kind === 'waitingStyle') return answer(200, TYPES['.css'], WAITING_STYLE);
    try {
      if (resolved.value.kind === 'asset') {
        const type = typeOf(resolved.value.file);
        if (type === undefined) return refuse(404, 'notThere');
        return answer(200, type, new Uint8Array(await readFile(resolved.value.file)));
      }
      const own = await token(role);
      if (own === undefined) return answer(503, HTML, WAITING_PAGE);
      // Read each time: the page of a build that ran meanwhile is the one that is served.
      const html = withToken(await readFile(join(pagesDir, `${role}.html`), 'utf8'), own);
      return html === undefined
        ? answer(503, HTML, WAITING_PAGE)
        : answer(200, HTML, html, pageHeaders(role));
    } catch {
      return refuse(404, 'notThere');
    }
  };

const answer = (
  status: number,
  type: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Response =>
  new Response(body, {
    status,
    headers: { ...SECURITY_HEADERS, 'cache-control': 'no-store', 'content-type': type, ...headers },
  });
