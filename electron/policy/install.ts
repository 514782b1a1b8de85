import type { PageRole } from '#contracts/bridge/messages.ts';
import { SCHEME } from '../origins.ts';
import type { ElectronApi, WebContents } from '../types.ts';
import { lockContents } from './contents.ts';
import { refuseCredentials } from './credentials.ts';
import { lockSession } from './session.ts';
import { PLAYED_CAMERA, SWITCHES } from './switches.ts';

export type PolicyOrder = {
  roleOf(contents: WebContents): PageRole | undefined;
  refused(code: string): void;
  /** Camera and microphone are played by Chromium. */
  readonly playedCamera: boolean;
};

/**
 * Everything that must stand before Electron is ready: the sandbox for every renderer, the scheme, the switches, and
 * the locks on whatever session or web content comes to be from here on, whoever made it.
 */
export function installPolicy(
  { app, Menu, protocol }: Pick<ElectronApi, 'app' | 'Menu' | 'protocol'>,
  { roleOf, refused, playedCamera }: PolicyOrder,
): void {
  app.enableSandbox();
  for (const [name, value] of SWITCHES) app.commandLine.appendSwitch(name, value);
  if (playedCamera) app.commandLine.appendSwitch(PLAYED_CAMERA);
  protocol.registerSchemesAsPrivileged([
    // Its pages are a secure origin and may fetch their own address; nothing bypasses the content security policy.
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
  // No menu, and with it none of its shortcuts.
  Menu.setApplicationMenu(null);
  app.on('session-created', (session) => lockSession(session, refused));
  app.on('web-contents-created', (_event, contents) => lockContents(contents, roleOf, refused));
  refuseCredentials(app, refused);
}
