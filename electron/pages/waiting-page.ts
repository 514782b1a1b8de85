/** Seconds after which the page asks for itself again. */
const AGAIN = 2;

/** What a window shows while there is no host to ask: words, never a browser's error page. */
export const WAITING_PAGE = [
  '<!doctype html>',
  '<html lang="zh-CN" translate="no">',
  '<head>',
  '<meta charset="utf-8">',
  `<meta http-equiv="refresh" content="${AGAIN}">`,
  '<title>Vestibule</title>',
  '</head>',
  '<body>',
  '<h1>请稍候，本机马上恢复服务。</h1>',
  '<p lang="en">One moment please: this terminal is coming back.</p>',
  '</body>',
  '</html>',
  '',
].join('\n');
