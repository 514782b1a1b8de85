import {
  certificateRequestSchema,
  PAPER_BYTES,
  paperEventSchema,
  paperOpeningSchema,
  paperQuestionSchema,
  paperRequestSchema,
  paperVoidSchema,
  sealRequestSchema,
} from '#contracts/branch/paper.ts';
import { ok } from '#foundation/result.ts';
import type { PaperArchive } from '../archive/archive.ts';
import type { ArchiveReading } from '../archive/reading.ts';
import type { Notary } from '../notary/notary.ts';
import { readJson, readParameter } from './read.ts';
import type { Signed } from './signed-routes.ts';
import type { StaffGate } from './staff-session.ts';

/** Bytes of a request that carries a paper in base64, beside the little that is said of it. */
const PAPER_BODY = Math.ceil(PAPER_BYTES / 3) * 4 + 4_096;

/** What terminals ask for when something is signed: certificate, seal, archive. */
export function paperRoutes(signed: Signed, notary: Notary, archive: PaperArchive): void {
  signed('POST', '/v1/certificates', async (caller, request) => {
    const body = readJson(request, certificateRequestSchema);
    if (!body.ok) return body;
    const issued = await notary.issue(caller, body.value);
    return issued.ok ? ok({ status: 200, body: issued.value }) : issued;
  });

  signed('POST', '/v1/seals', async (caller, request) => {
    const body = readJson(request, sealRequestSchema);
    if (!body.ok) return body;
    const sealed = await notary.seal(caller, body.value);
    return sealed.ok ? ok({ status: 200, body: sealed.value }) : sealed;
  });

  signed(
    'POST',
    '/v1/papers',
    async (caller, request) => {
      const body = readJson(request, paperRequestSchema);
      if (!body.ok) return body;
      const kept = await archive.keep(caller, body.value);
      return kept.ok ? ok({ status: 200, body: kept.value }) : kept;
    },
    PAPER_BODY,
  );

  signed('POST', '/v1/papers/void', async (caller, request) => {
    const body = readJson(request, paperVoidSchema);
    if (!body.ok) return body;
    const over = await archive.void(caller, body.value);
    return over.ok ? ok({ status: 200, body: over.value }) : over;
  });

  signed('GET', '/v1/papers/:event', async (caller, request) => {
    const event = readParameter(request, 'event', paperEventSchema);
    if (!event.ok) return event;
    const state = await archive.state(caller, event.value);
    return state.ok ? ok({ status: 200, body: state.value }) : state;
  });
}

/** What counters ask of their branch's archive. */
export function archiveRoutes({ staffRoute }: StaffGate, reading: ArchiveReading): void {
  staffRoute('POST', '/counter/api/papers/find', 'counter', async ({ branch }, request) => {
    const body = readJson(request, paperQuestionSchema);
    if (!body.ok) return body;
    return ok({ status: 200, body: await reading.find(branch, body.value.number) });
  });

  staffRoute('POST', '/counter/api/papers/open', 'counter', async ({ staff, branch }, request, reply) => {
    const body = readJson(request, paperOpeningSchema);
    if (!body.ok) return body;
    const opened = await reading.open(branch, staff.number, body.value);
    if (!opened.ok) return opened;
    // Saved, not shown: no page of ours becomes the frame of a file.
    reply.type('application/pdf').header('content-disposition', 'attachment; filename="paper.pdf"');
    return ok({ status: 200, body: Buffer.from(opened.value) });
  });
}
