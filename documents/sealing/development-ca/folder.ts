/** Below a data folder: where a verifier looks for whom to believe. */
export const DEVELOPMENT_CA_FOLDER = 'development-ca';
/** The root alone, in DER. */
export const ROOT_FILE = 'root.cer';
