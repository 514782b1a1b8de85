import { blockRequestSchema, handInSchema } from '#contracts/branch/block.ts';
import { ok } from '#foundation/result.ts';
import type { BlockOffice } from '../blocks/blocks.ts';
import type { Hall } from '../queue/hall.ts';
import { readJson } from './read.ts';
import type { Signed } from './signed-routes.ts';

/** Numbers for the time a terminal is cut off: reserved beforehand, handed in afterwards. */
export function blockRoutes(signed: Signed, blocks: BlockOffice, hall: Hall): void {
  signed('POST', '/v1/number-blocks', async (caller, request) => {
    const body = readJson(request, blockRequestSchema);
    return body.ok ? ok({ status: 200, body: await blocks.reserve(caller, body.value) }) : body;
  });

  signed('POST', '/v1/tickets/handed-in', async (caller, request) => {
    const body = readJson(request, handInSchema);
    if (!body.ok) return body;
    const entered = await hall.handIn(caller, body.value);
    if (!entered.ok) return entered;
    return ok({ status: entered.value.first ? 201 : 200, body: entered.value.answer });
  });
}
