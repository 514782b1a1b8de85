import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Browsers a test machine may have; the tests bring none of their own. */
const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
];

export const installedBrowser = (): string | undefined => INSTALLED.find((path) => existsSync(path));

/**
 * Parts of a browser that no page is about. The list replaces the one playwright gives, and so repeats of it what these
 * tests would meet. The first two are pages the browser keeps ready behind its address line, anew with every window: to
 * load them takes twice as long as everything else of a window.
 */
const NOT_NEEDED = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
];

/**
 * Starts the installed browser without a window. These switches are for test fixtures alone (a test container has no
 * user namespaces, no GPU and little shared memory); nothing that ships starts a browser with them.
 */
export async function launchBrowser(further: readonly string[] = []): Promise<Browser> {
  const executablePath = installedBrowser();
  if (!executablePath) throw new Error(`no browser found in ${INSTALLED.join(', ')}`);
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-quic',
      '--no-first-run',
      `--disable-features=${NOT_NEEDED.join()}`,
      ...further,
    ],
  });
}

/** A moving test picture and a tone of the browser's own for camera and microphone, given without a question. */
export const FAKE_CAMERA = [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
] as const;
