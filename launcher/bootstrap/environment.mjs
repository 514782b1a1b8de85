/**
 * Variables that change what a Node.js (or an Electron) is when it starts: they load other code, switch off checks of
 * certificates, or turn one program into another. What somebody set for his own work must not reach a terminal. Left
 * are those that say how the network is reached (`NODE_EXTRA_CA_CERTS`, `NODE_USE_SYSTEM_CA`, `NODE_USE_ENV_PROXY`)
 * and where compiled code is kept.
 */
const STRANGE = [
  /^NODE_(OPTIONS|PATH|DEBUG.*|V8_COVERAGE|TLS_REJECT_UNAUTHORIZED|REPL_.*|INSPECT.*|TEST_.*|UNIQUE_ID|ICU_DATA)$/i,
  /^NODE_(REDIRECT_WARNINGS|PENDING_.*|PRESERVE_SYMLINKS.*|NO_WARNINGS|SKIP_PLATFORM_CHECK)$/i,
  /^ELECTRON_(RUN_AS_NODE|NO_ASAR|ENABLE_.*|OVERRIDE_.*|FORCE_.*|NO_ATTACH_CONSOLE|DEFAULT_.*|DEBUG_.*)$/i,
];

/**
 * The environment a program of ours is started with.
 * @param {NodeJS.ProcessEnv} environment
 * @returns {NodeJS.ProcessEnv}
 */
export const childEnvironment = (environment) =>
  Object.fromEntries(
    Object.entries(environment).filter(([name]) => !STRANGE.some((pattern) => pattern.test(name))),
  );
