import { originOf } from '../origins.ts';
import type { Session } from '../types.ts';

type RequestHandler = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>;
/** Every permission Electron can be asked for. */
export type Permission = Parameters<RequestHandler>[1];

export type Grant = { readonly origin: string; readonly permission: Permission };

/**
 * The one table of what pages may do beyond drawing themselves: the customer's opens camera and microphone when the
 * host orders it. What is on the screen is another permission (`display-capture`) and nobody's.
 */
export const GRANTS: readonly Grant[] = [{ origin: originOf('customer'), permission: 'media' }];

/** Whether a page of that origin may; what is not an address of its own (`null`, `about:`) never may. */
export function isGranted(grants: readonly Grant[], requester: string, permission: string): boolean {
  const origin = originOfAddress(requester);
  return (
    origin !== undefined && grants.some((grant) => grant.permission === permission && grant.origin === origin)
  );
}

/** Scheme and host, compared as parsed: a string that merely begins like ours is another origin. */
function originOfAddress(address: string): string | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url && url.host !== '' ? `${url.protocol}//${url.host}` : undefined;
}

/**
 * Answers every question a page can bring to Electron's session by the table, which without these handlers would be
 * answered with yes (Electron, Security, item 5). Devices are never chosen and never paired.
 */
export function installPermissions(
  session: Session,
  refused: (permission: string) => void,
  grants: readonly Grant[] = GRANTS,
): void {
  const decide = (requester: string, permission: string): boolean => {
    const granted = isGranted(grants, requester, permission);
    if (!granted) refused(permission);
    return granted;
  };
  session.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(decide(details.requestingUrl, permission)),
  );
  session.setPermissionCheckHandler((_contents, permission, origin) => isGranted(grants, origin, permission));
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null));
  session.setUSBProtectedClassesHandler(({ protectedClasses }) => protectedClasses);
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }));
  session.on('select-hid-device', (event, _details, choose) => {
    event.preventDefault();
    choose(null);
  });
  session.on('select-serial-port', (event, _ports, _contents, choose) => {
    event.preventDefault();
    choose('');
  });
  session.on('select-usb-device', (event, _details, choose) => {
    event.preventDefault();
    choose();
  });
  session.on('select-webauthn-account', (event, _details, choose) => {
    event.preventDefault();
    choose(null);
  });
  session.on('file-system-access-restricted', (event, _details, answer) => {
    event.preventDefault();
    answer('deny');
  });
}
