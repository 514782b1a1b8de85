import { draftCloseSchema, draftQuestionSchema, draftRequestSchema } from '#contracts/branch/draft.ts';
import { ok } from '#foundation/result.ts';
import type { DraftOffice } from '../drafts/office.ts';
import { readJson, readParameter } from './read.ts';
import { recordId } from './schemas.ts';
import type { Signed } from './signed-routes.ts';
import type { StaffGate } from './staff-session.ts';

/** Drafts: terminals hand them in, counters open them. */
export function draftRoutes(signed: Signed, { staffRoute }: StaffGate, drafts: DraftOffice): void {
  signed('POST', '/v1/drafts', async ({ terminal, branch }, request) => {
    const body = readJson(request, draftRequestSchema);
    if (!body.ok) return body;
    const kept = await drafts.keep(branch, terminal, body.value);
    return kept.ok ? ok({ status: 200, body: kept.value }) : kept;
  });

  signed('POST', '/v1/drafts/:id/drop', async ({ terminal, branch }, request) => {
    const id = readParameter(request, 'id', recordId);
    if (!id.ok) return id;
    const dropped = await drafts.drop(branch, terminal, id.value);
    return dropped.ok ? ok({ status: 200, body: dropped.value }) : dropped;
  });

  staffRoute('POST', '/counter/api/drafts/open', 'counter', async ({ staff, branch }, request) => {
    const body = readJson(request, draftQuestionSchema);
    if (!body.ok) return body;
    const opened = await drafts.open(branch, staff.number, body.value);
    return opened.ok ? ok({ status: 200, body: opened.value }) : opened;
  });

  staffRoute('POST', '/counter/api/drafts/close', 'counter', async ({ staff, branch }, request) => {
    const body = readJson(request, draftCloseSchema);
    if (!body.ok) return body;
    const closed = await drafts.close(branch, staff.number, body.value);
    return closed.ok ? ok({ status: 200, body: closed.value }) : closed;
  });
}
