import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { type HostOptions, hostOptionsSchema } from '#contracts/launch/host-options.ts';
import { err, ok, type Result } from '#foundation/result.ts';

/** What of this process's command line and environment counts. */
export type Circumstances = {
  /** As `process.argv`: the binary, then everything that was typed. */
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Path of our own entry script, which Electron's binary is started with. */
  readonly entry: string;
};

export type Admitted = {
  readonly kiosk: boolean;
  readonly options: HostOptions;
  /** Everything a child of ours may see of the environment. */
  readonly environment: Readonly<Record<string, string>>;
};

export type Refusal = {
  readonly code: 'badArgument' | 'badEnvironment' | 'badOptions';
  readonly message: string;
};

const OPTIONS_VARIABLE = 'VESTIBULE_HOST_OPTIONS';

/** The whole command line beside our entry script. No fuse stops Chromium's own switches; this does. */
const ARGUMENTS: ReadonlySet<string> = new Set(['--kiosk']);

/** Read by Electron's installer alone, where somebody fetches its binary from a mirror; dropped like any other. */
const INSTALLER =
  /^ELECTRON_(MIRROR|NIGHTLY_MIRROR|CUSTOM_DIR|CUSTOM_FILENAME|CUSTOM_VERSION|CACHE|GET_.*|SKIP_BINARY_DOWNLOAD|USE_REMOTE_CHECKSUMS|INSTALL_.*)$/;

/**
 * Variables that have changed what Electron, Node, Chromium or the loader does before this line could drop them, or
 * that open a way in later: with one of these nothing is started.
 */
const DANGEROUS: readonly RegExp[] = [
  /^ELECTRON_/,
  /^NODE_(OPTIONS|PATH|DEBUG.*|EXTRA_CA_CERTS|TLS_REJECT_UNAUTHORIZED|INSPECT.*|REPL_.*|V8_COVERAGE)$/,
  /^NODE_(ICU_DATA|USE_ENV_PROXY|COMPILE_CACHE.*|REDIRECT_WARNINGS|PRESERVE_SYMLINKS.*)$/,
  /^(LD_PRELOAD|LD_AUDIT|DYLD_.+)$/,
  /^(CHROME_DEVEL_SANDBOX|CHROME_LOG_FILE|SSLKEYLOGFILE|OPENSSL_CONF|OPENSSL_MODULES)$/,
];

/** What a desktop, its keyring and the system need of us; everything else is dropped. */
const KEPT: readonly RegExp[] = [
  /^(PATH|HOME|USER|LOGNAME|LANG|LANGUAGE|LC_[A-Z]+|TZ|TMPDIR|TMP|TEMP)$/,
  /^(DISPLAY|WAYLAND_DISPLAY|XAUTHORITY|XDG_[A-Z_]+|DBUS_SESSION_BUS_ADDRESS|DESKTOP_SESSION)$/,
  /^(KDE_SESSION_VERSION|KDE_FULL_SESSION|GNOME_DESKTOP_SESSION_ID|GNOME_KEYRING_CONTROL)$/,
  /^(CREDENTIALS_DIRECTORY)$/,
  /^(SYSTEMROOT|SYSTEMDRIVE|WINDIR|USERPROFILE|USERNAME|USERDOMAIN|APPDATA|LOCALAPPDATA|PROGRAMDATA)$/,
  /^(COMSPEC|PATHEXT|NUMBER_OF_PROCESSORS|PROCESSOR_ARCHITECTURE|OS|PUBLIC|HOMEDRIVE|HOMEPATH|SESSIONNAME)$/,
  /^(PROGRAMFILES|COMMONPROGRAMFILES)(\(X86\))?$/,
];

const matches = (patterns: readonly RegExp[], name: string): boolean =>
  patterns.some((pattern) => pattern.test(name.toUpperCase()));

/** The first thing that happens: who started us, with what, and whether anything about it could change what we are. */
export function admit({ argv, environment, entry }: Circumstances): Result<Admitted, Refusal> {
  const own = argv.slice(1);
  const scripts = own.filter((argument) => isEntry(argument, entry));
  const further = own.filter((argument) => !isEntry(argument, entry));
  const strange = further.find(
    (argument, at) => !ARGUMENTS.has(argument) || further.indexOf(argument) !== at,
  );
  if (strange !== undefined || scripts.length > 1) {
    return err({
      code: 'badArgument',
      message: `The shell was started with ${quote(strange ?? entry)}, which it does not take. It takes ${[...ARGUMENTS].join(', ')} and is started by npm start.`,
    });
  }
  const names = Object.keys(environment).filter((name) => environment[name] !== undefined);
  const dangerous = names.find((name) => matches(DANGEROUS, name) && !INSTALLER.test(name.toUpperCase()));
  if (dangerous !== undefined) {
    return err({
      code: 'badEnvironment',
      message: `The variable ${quote(dangerous)} is set, which changes what Electron does. Unset it and start again.`,
    });
  }
  const options = hostOptionsSchema.safeParse(json(environment[OPTIONS_VARIABLE]));
  if (!options.success) {
    return err({ code: 'badOptions', message: 'The shell is started by the launcher: npm start.' });
  }
  return ok({
    kiosk: further.includes('--kiosk'),
    options: options.data,
    environment: Object.fromEntries(
      names.flatMap((name) => (matches(KEPT, name) ? [[name, environment[name] ?? '']] : [])),
    ),
  });
}

/** Makes the process's environment what was admitted, so that nothing reads the rest later. */
export function keepOnly(
  environment: Record<string, string | undefined>,
  admitted: Readonly<Record<string, string>>,
): void {
  for (const name of Object.keys(environment)) {
    if (!Object.hasOwn(admitted, name)) delete environment[name];
  }
}

/** Electron's own binary is started with the path of our script, a packaged one is not. */
function isEntry(argument: string, entry: string): boolean {
  if (argument.startsWith('-')) return false;
  try {
    return realpathSync(resolve(argument)) === realpathSync(entry);
  } catch {
    return false;
  }
}

/** As it may stand in a message: bounded, on one line, printable. */
const quote = (text: string): string => JSON.stringify(text.slice(0, 80));

function json(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
