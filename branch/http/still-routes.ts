import { callIdSchema } from '#contracts/branch/call.ts';
import { pictureIdSchema } from '#contracts/branch/picture.ts';
import { stillRequestSchema } from '#contracts/branch/still.ts';
import { ok } from '#foundation/result.ts';
import type { CallStills } from '../calls/stills.ts';
import { PICTURE_BODY } from './picture-routes.ts';
import { readJson, readParameter } from './read.ts';
import type { Signed } from './signed-routes.ts';
import type { StaffGate } from './staff-session.ts';

/** Still pictures of a call: brought by its terminal, looked at by its teller. */
export function stillRoutes(signed: Signed, { staffRoute }: StaffGate, stills: CallStills): void {
  signed(
    'POST',
    '/v1/calls/:id/pictures',
    async (caller, request) => {
      const id = readParameter(request, 'id', callIdSchema);
      if (!id.ok) return id;
      const body = readJson(request, stillRequestSchema);
      if (!body.ok) return body;
      const kept = await stills.keep(caller, id.value, body.value);
      return kept.ok ? ok({ status: 200, body: kept.value }) : kept;
    },
    PICTURE_BODY,
  );

  staffRoute('GET', '/teller/api/pictures/:id', 'teller', async ({ staff }, request) => {
    const id = readParameter(request, 'id', pictureIdSchema);
    if (!id.ok) return id;
    const opened = await stills.open(staff.number, id.value);
    return opened.ok ? ok({ status: 200, body: opened.value }) : opened;
  });
}
