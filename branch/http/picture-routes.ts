import { pictureIdSchema, pictureRequestSchema } from '#contracts/branch/picture.ts';
import { PICTURE_LIMITS } from '#contracts/bridge/picture.ts';
import { ok } from '#foundation/result.ts';
import type { PictureArchive } from '../pictures/archive.ts';
import type { PictureViewing } from '../pictures/viewing.ts';
import { readJson, readParameter } from './read.ts';
import { recordId } from './schemas.ts';
import type { Signed } from './signed-routes.ts';
import type { StaffGate } from './staff-session.ts';

/** Bytes of a request that carries a picture in base64, beside the little that is said of it. */
export const PICTURE_BODY = Math.ceil(PICTURE_LIMITS.bytes / 3) * 4 + 4_096;

/** Terminals bring pictures of originals, and drop them; whoever decides about one looks at it. */
export function pictureRoutes(
  signed: Signed,
  { staffRoute }: StaffGate,
  archive: PictureArchive,
  viewing: PictureViewing,
): void {
  signed(
    'POST',
    '/v1/pictures',
    async (caller, request) => {
      const body = readJson(request, pictureRequestSchema);
      if (!body.ok) return body;
      const kept = await archive.keep(caller, body.value);
      return kept.ok ? ok({ status: 200, body: kept.value }) : kept;
    },
    PICTURE_BODY,
  );

  signed('POST', '/v1/pictures/:id/drop', async (caller, request) => {
    const id = readParameter(request, 'id', pictureIdSchema);
    if (!id.ok) return id;
    const dropped = await archive.drop(caller, id.value);
    return dropped.ok ? ok({ status: 200, body: dropped.value }) : dropped;
  });

  staffRoute(
    'POST',
    '/approvals/api/:id/pictures/:picture',
    'approver',
    async ({ staff, branch }, request) => {
      const id = readParameter(request, 'id', recordId);
      if (!id.ok) return id;
      const picture = readParameter(request, 'picture', pictureIdSchema);
      if (!picture.ok) return picture;
      const opened = await viewing.open({ staff: staff.number, branch }, id.value, picture.value);
      return opened.ok ? ok({ status: 200, body: opened.value }) : opened;
    },
  );
}
