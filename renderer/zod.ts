import { config } from 'zod';

/**
 * Imported before anything that makes a schema: without this zod tries once whether it may compile code, which the
 * page's Content-Security-Policy refuses and reports.
 */
config({ jitless: true });
