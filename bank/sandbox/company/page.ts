import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '#foundation/clock.ts';
import type { Store } from '../store.ts';
import { fileCase } from './cases.ts';
import { FIELD_NAMES, type Field, faultsOf, filingOf, type Typed, typedOf } from './form.ts';
import { type PageLanguage, WORDS } from './words.ts';

const PATH = '/company';
const STYLE_PATH = '/company/style.css';

const STYLE = `
body { font: 18px/1.6 system-ui, sans-serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem; color: #1b1b1b; background: #fff; }
label { display: block; margin-top: 1.2rem; font-weight: 600; }
input, textarea { box-sizing: border-box; width: 100%; font: inherit; padding: .6rem; border: 1px solid #5a5a5a; border-radius: .4rem; }
button { font: inherit; margin-top: 1.6rem; min-height: 60px; padding: 0 2rem; color: #fff; background: #14532d; border: 0; border-radius: .4rem; }
.note { padding: .6rem 1rem; background: #f3f0e6; border-radius: .4rem; }
.wrong { color: #8a1010; font-weight: 600; margin: .3rem 0 0; }
.code { font: 700 2.4rem/1.4 ui-monospace, monospace; letter-spacing: .15em; }
:focus-visible { outline: 4px solid #b45309; outline-offset: 2px; }
`;

/** Asked by a browser of a company, which has no token of the bank's. */
export const isCompanyPage = ({ url }: Pick<FastifyRequest, 'url'>) =>
  [PATH, STYLE_PATH].includes(url.split('?')[0] ?? '');

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
/** Text as it may stand in HTML, between tags and in a quoted attribute. */
export const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (one) => ESCAPES[one] ?? '');

/** The page where a company fills its form: no script, every input checked, nothing kept but what is filed. */
export function companyPage(app: FastifyInstance, store: Store, clock: Clock): void {
  // Encapsulated, so that the bank's own calls go on taking JSON only.
  app.register((page, _options, ready) => {
    page.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: 32_768 },
      (_request, body, done) => done(null, new URLSearchParams(String(body))),
    );
    page.addHook('onRequest', async (request, reply) => {
      if (!isOwn(request)) return html(reply.code(421), 'zh', '');
    });
    page.get(STYLE_PATH, (_request, reply) => headed(reply).type('text/css; charset=utf-8').send(STYLE));
    page.get(PATH, (request, reply) => {
      const language = languageOf(request);
      return html(reply, language, form(language, typedOf(new URLSearchParams()), []));
    });
    page.post(PATH, (request, reply) => {
      const language = languageOf(request);
      const body = request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
      const typed = typedOf(body);
      const faults = faultsOf(typed);
      if (faults.length > 0) return html(reply.code(422), language, form(language, typed, faults));
      const code = store.transaction(() => fileCase(store, clock, filingOf(typed)));
      if (code === undefined)
        return html(reply.code(429), language, `<p>${escaped(WORDS[language].many)}</p>`);
      return html(reply, language, filed(language, code));
    });
    ready();
  });
}

const languageOf = ({ query }: FastifyRequest): PageLanguage =>
  typeof query === 'object' && query !== null && 'lang' in query && query.lang === 'en' ? 'en' : 'zh';

const LOOPBACK = /^(?:127\.0\.0\.1|\[::1\]|localhost)(?::[0-9]{1,5})?$/;

/** Asked under this server's own name, and not sent here by another site's page. */
function isOwn({ headers }: FastifyRequest): boolean {
  const { host, origin } = headers;
  if (host === undefined || !LOOPBACK.test(host)) return false;
  return origin === undefined || origin === `http://${host}`;
}

const headed = (reply: FastifyReply) =>
  reply
    .header(
      'content-security-policy',
      "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    )
    .header('x-content-type-options', 'nosniff')
    .header('referrer-policy', 'same-origin')
    .header('cache-control', 'no-store');

function html(reply: FastifyReply, language: PageLanguage, inside: string): FastifyReply {
  const words = WORDS[language];
  const [other, tag] = language === 'zh' ? ['en', 'en'] : ['zh', 'zh-CN'];
  return headed(reply)
    .type('text/html; charset=utf-8')
    .send(`<!doctype html>
<html lang="${words.tag}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(words.title)}</title><link rel="stylesheet" href="${STYLE_PATH}"></head>
<body><main><h1>${escaped(words.title)}</h1><p class="note">${escaped(words.sandbox)}</p>${inside}
<p><a lang="${tag}" href="${PATH}?lang=${other}">${escaped(words.other)}</a></p></main></body></html>`);
}

function form(language: PageLanguage, typed: Typed, faults: readonly Field[]): string {
  const words = WORDS[language];
  const field = (name: Field) => {
    const wrong = faults.includes(name);
    const facts = `id="${name}" name="${name}" required autocomplete="off"${wrong ? ` aria-invalid="true" aria-describedby="${name}-wrong"` : ''}`;
    const box =
      name === 'businessScope'
        ? `<textarea ${facts} rows="4" maxlength="1000">${escaped(typed[name])}</textarea>`
        : `<input ${facts} maxlength="200" value="${escaped(typed[name])}">`;
    const why = wrong ? `<p class="wrong" id="${name}-wrong">${escaped(words.need[name])}</p>` : '';
    return `<label for="${name}">${escaped(words[name])}</label>${box}${why}`;
  };
  return `<p>${escaped(words.lead)}</p>${faults.length > 0 ? `<p class="wrong" role="alert">${escaped(words.wrong)}</p>` : ''}
<form method="post" action="${PATH}?lang=${language}">${FIELD_NAMES.map(field).join('\n')}
<button type="submit">${escaped(words.submit)}</button></form>`;
}

function filed(language: PageLanguage, code: string): string {
  const words = WORDS[language];
  const lines = [words.keep, words.bring, words.review].map((line) => `<p>${escaped(line)}</p>`);
  return `<h2>${escaped(words.filed)}</h2><p>${escaped(words.code)}</p><p class="code">${escaped(code)}</p>${lines.join('')}
<p><a href="${PATH}?lang=${language}">${escaped(words.again)}</a></p>`;
}
