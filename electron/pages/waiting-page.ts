/** Seconds after which the page asks for itself again. */
const AGAIN = 2;

/** Address of the waiting page's style, beside the page. */
export const WAITING_STYLE_PATH = '/waiting.css';

/** What a window shows while there is no host to ask: words, never a browser's error page. */
export const WAITING_PAGE = [
  '<!doctype html>',
  '<html lang="zh-CN" translate="no">',
  '<head>',
  '<meta charset="utf-8">',
  `<meta http-equiv="refresh" content="${AGAIN}">`,
  `<link rel="stylesheet" href="${WAITING_STYLE_PATH}">`,
  '<title>Vestibule</title>',
  '</head>',
  '<body>',
  '<h1>请稍候，本机马上恢复服务。</h1>',
  '<p lang="en">One moment please: this terminal is coming back.</p>',
  '</body>',
  '</html>',
  '',
].join('\n');

/** Ground and ink of the pages' theme, in the fonts of the system: the build's own are not asked for here. */
export const WAITING_STYLE = [
  'html { height: 100%; background: #fbfaf6; color: #14211d; font-family: sans-serif; cursor: default; }',
  'body { min-height: 100%; margin: 0; display: grid; place-content: center; gap: 2vh; text-align: center; }',
  'h1 { margin: 0 1em; font-size: 5vw; font-weight: 500; }',
  'p { margin: 0 1em; font-size: 3vw; }',
  '',
].join('\n');
