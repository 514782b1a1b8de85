import type { DatabaseSync } from 'node:sqlite';
import { SEARCHED_ENTRIES } from './unfinished-receipt.ts';

/**
 * Whether a document was last seen on the reader, or asked for in vain, and never since seen to be gone. A reader that
 * failed while somebody's visit waited for it does not say that nothing was laid.
 */
export function documentMayLie(database: DatabaseSync): boolean {
  const newest = database
    .prepare(
      `SELECT json_extract(body, '$.facts.presence') AS presence
       FROM (SELECT seq, body FROM entry ORDER BY seq DESC LIMIT ?)
       WHERE json_extract(body, '$.facts.event') = 'document.found'
          OR (json_extract(body, '$.kind') = 'port.answered' AND (
               json_extract(body, '$.facts.port') = 'documentPresence'
               OR (json_extract(body, '$.facts.port') = 'readDocument' AND (
                    json_extract(body, '$.facts.ok') = 1
                    OR json_extract(body, '$.facts.condition') IS NOT NULL
                    OR (json_extract(body, '$.facts.code') = 'device' AND json_extract(body, '$.visit') IS NOT NULL)))))
       ORDER BY seq DESC LIMIT 1`,
    )
    .get(SEARCHED_ENTRIES);
  return newest !== undefined && newest.presence !== 'absent';
}
