import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const CLONE = fileURLToPath(new URL('..', import.meta.url));
/** Everything that ships or starts something; tests say these words to forbid them. */
const SOURCES = globSync(
  '{bank,branch,contracts,devices,electron,flows,foundation,host,launcher,renderer,texts}/**/*.{ts,tsx,mjs,js,html}',
  { cwd: CLONE },
)
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !/\.test\.tsx?$|\/test-support\//.test(file));
const text = (file: string): string => readFileSync(`${CLONE}/${file}`, 'utf8');

/** Where a pattern stands outside comments, as `file: line`. */
const finds = (pattern: RegExp, files: readonly string[] = SOURCES): string[] =>
  files.flatMap((file) =>
    text(file)
      .split('\n')
      .filter((line) => !/^\s*(\*|\/\/|\/\*)/.test(line) && pattern.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );

describe('nothing that ships', () => {
  test('was looked at by mistake', () => {
    expect(SOURCES.length).toBeGreaterThan(100);
    expect(finds(/app\.enableSandbox\(\)/)).toHaveLength(1);
  });

  test.each([
    [
      'opens anything with the desktop',
      /\bopenExternal\b|\bopenPath\b|\bshowItemInFolder\b|\bsetAsDefaultProtocolClient\b/,
    ],
    ['takes a lock away', /no-sandbox|disable-web-security|ignore-certificate-errors|allow-running-insecure/],
    ['loads a file as a page', /\bloadFile\(|file:\/\//],
    ['asks for a proxy, a debugger or an extension', /remote-debugging|loadExtension|openDevTools|inspector/],
    ['lets a page see Electron', /\bipcRenderer\b.*exposeInMainWorld|exposeInMainWorld.*\bipcRenderer\b,/],
  ])('%s', (_what, pattern) => {
    expect(finds(pattern)).toEqual([]);
  });

  test('loads a page of the web into a window', () => {
    expect(finds(/\bloadURL\(/)).toEqual([
      'electron/windows/page-window.ts: this.#order.window.loadURL(pageUrl(this.role)).catch(() => undefined);',
    ]);
  });

  test('imports Electron at run time but the two entries', () => {
    expect(finds(/from 'electron'|import\('electron'\)|require\('electron'\)/)).toEqual([
      "electron/main.ts: const electron = await import('electron');",
      "electron/preload.ts: import { contextBridge, ipcRenderer } from 'electron';",
      "electron/types.ts: import type * as Electron from 'electron';",
      "electron/types.ts: } from 'electron';",
    ]);
    expect(text('electron/types.ts')).not.toMatch(/^export (?!type)/m);
  });

  test('speaks to a page in other words than the page knows', () => {
    // A page cannot import from the shell; both say the same or the line is never made.
    const page = text('renderer/bridge/port-carrier.ts');
    const shell = text('electron/ipc/channels.ts');
    const word = /PORT_MESSAGE = '([^']+)'/;
    expect(word.exec(page)?.[1]).toBe(word.exec(shell)?.[1]);
    expect(page).toContain('readonly vestibule?: VestibulePreload');
    expect(text('electron/preload.ts')).toContain("exposeInMainWorld('vestibule', {");
    for (const role of ['customer', 'bench'])
      expect(text(`renderer/${role}.html`)).toContain('<meta name="vestibule-token" content=""');
  });

  test('listens to a page but behind the guard', () => {
    expect(finds(/ipcMain\.(on|once|handle)|\.ipc\.(on|handle)/)).toEqual([
      expect.stringContaining('electron/ipc/guard.ts: ipcMain.on('),
    ]);
  });
});
