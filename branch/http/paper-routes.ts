import {
  certificateRequestSchema,
  PAPER_BYTES,
  paperEventSchema,
  paperRequestSchema,
  paperVoidSchema,
  sealRequestSchema,
} from '#contracts/branch/paper.ts';
import { ok } from '#foundation/result.ts';
import type { PaperArchive } from '../archive/archive.ts';
import type { Notary } from '../notary/notary.ts';
import { readJson, readParameter } from './read.ts';
import type { Signed } from './signed-routes.ts';

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
