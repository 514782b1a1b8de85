/** The program's version, as in package.json (a test compares them): told with a rating, so that it is known what was rated. */
export const FLOW_VERSION = '0.1.0';
