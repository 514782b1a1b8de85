import { SCHEME } from '../origins.ts';
import type { Session } from '../types.ts';
import { installPermissions } from './permissions.ts';

/** Chromium's "this certificate is refused" for a verify procedure. */
const REFUSE_CERTIFICATE = -2;

const isOurs = (address: string): boolean =>
  URL.canParse(address) && new URL(address).protocol === `${SCHEME}:`;

/**
 * Locks a session before any page is in it: permissions by the table, no download, no request but to our scheme, no
 * proxy, no certificate, no spelling dictionary from a server. Safe to call twice on one session.
 */
export function lockSession(session: Session, refused: (code: string) => void): void {
  installPermissions(session, (permission) => refused(`permission ${permission}`));
  session.on('will-download', (event) => {
    event.preventDefault();
    refused('download');
  });
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    const cancel = !isOurs(url);
    if (cancel) refused('request');
    answer({ cancel });
  });
  session.setCertificateVerifyProc((_request, answer) => answer(REFUSE_CERTIFICATE));
  session.setSpellCheckerEnabled(false);
  session.setProxy({ mode: 'direct' }).catch(() => refused('proxy'));
}
