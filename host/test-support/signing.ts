import { X509Certificate } from 'node:crypto';
import type { PaperRequest, VoidReason } from '#contracts/branch/paper.ts';
import type { InkPart } from '#contracts/bridge/ink.ts';
import type { RenderedPaper } from '#documents/paper/rendered.ts';
import { render } from '#documents/rendering/render.ts';
import { sealDigest } from '#documents/sealing/bank.ts';
import {
  developmentAuthority,
  developmentIdentity,
  makeRoot,
} from '#documents/sealing/development-ca/authority.ts';
import { composePaper } from '#documents/templates/catalogue.ts';
import { exampleData } from '#documents/test-support/examples.ts';
import { sha256 } from '#documents/test-support/papers.ts';
import type { Clock } from '#foundation/clock.ts';
import { err, ok } from '#foundation/result.ts';
import type { Lying, SigningDesk } from '../signing/desk.ts';
import type { PaperLine } from '../signing/notary.ts';

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const bytesOf = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'base64'));

/** A stage of a signing at the branch. */
export type Stage = 'issue' | 'seal' | 'keep';

/** A branch over the development CA, in memory: what it keeps, what it was told is void, and how it is disturbed. */
export async function signingBranch(clock: Clock) {
  const root = await makeRoot(clock.wall());
  const identity = await developmentIdentity(root, 'Vestibule Bank Seal', 'signature', clock.wall());
  const authority = developmentAuthority(root, () => clock.wall());
  const kept = new Map<string, { readonly request: PaperRequest; readonly bytes: Uint8Array }>();
  const voids: { readonly event: string; readonly reason: VoidReason }[] = [];
  let before: (stage: Stage, event: string) => 'well' | 'refused' | 'away' | 'otherBytes' = () => 'well';
  const isVoid = (event: string) => voids.find((one) => one.event === event);
  const away = err({ code: 'unreachable' });
  const over = (event: string, stage: Stage) => {
    const how = before(stage, event);
    if (how === 'away') return away;
    if (how === 'refused' || isVoid(event)) return err({ code: 'refused', reason: 'paperVoid' });
    return undefined;
  };
  const line: PaperLine = {
    async issueCertificate({ event, name, csr }) {
      const wrong = over(event, 'issue');
      if (wrong) return wrong;
      const issued = await authority.issue({ csr: bytesOf(csr), subject: { name, event } });
      return issued.ok
        ? ok({ event, chain: issued.value.map(base64) })
        : err({ code: 'refused', reason: issued.error.code });
    },
    async sealDigest({ event, digest }) {
      const wrong = over(event, 'seal');
      if (wrong) return wrong;
      const sealed = await sealDigest(identity, digest);
      return sealed.ok
        ? ok({ event, cms: base64(sealed.value), stamped: false })
        : err({ code: 'refused', reason: sealed.error.code });
    },
    async keepPaper(request) {
      const { event, paper } = request;
      const how = before('keep', event);
      if (how === 'away') return away;
      if (how === 'refused' || isVoid(event)) return err({ code: 'refused', reason: 'paperVoid' });
      const bytes = bytesOf(paper);
      kept.set(event, { request, bytes });
      const digest = how === 'otherBytes' ? '0'.repeat(64) : sha256(bytes);
      return ok({ event, state: 'kept', sha256: digest, stamped: false });
    },
    async voidPaper({ event, reason }) {
      voids.push({ event, reason });
      return ok({ event, state: 'void', reason });
    },
    async paperState(event) {
      return ok({ event, state: 'absent' });
    },
  };
  return {
    line,
    anchor: new X509Certificate(root.certificate),
    kept,
    voids,
    /** Called before every stage: what it is to answer. */
    disturb: (how: typeof before) => {
      before = how;
    },
  };
}
export type SigningBranch = Awaited<ReturnType<typeof signingBranch>>;

/** The real contract of an invented person, as bytes that can be shown and signed. */
export async function examplePaper(number = 'T01-KABCD-1', at = Date.UTC(2026, 10, 22)) {
  const composed = composePaper('wealthContract', exampleData('zh-CN').wealthContract, {
    language: 'zh-CN',
    number,
  });
  if (!composed.ok) throw new Error(composed.error.code);
  const rendered = await render(composed.value, { created: new Date(at) });
  if (!rendered.ok) throw new Error(rendered.error.code);
  return { textVersion: composed.value.textVersion, number, rendered: rendered.value as RenderedPaper };
}

/** A hand that writes two strokes on that paper. */
export const inkFor = (paper: string): InkPart[] =>
  [0, 1].map((stroke) => ({
    paper,
    stroke,
    aspect: 400,
    points: Array.from({ length: 20 }, (_, at) => [
      stroke * 500 + at * 10,
      1_000 + at * 300,
      4_000 + stroke * 900 + at,
      500,
    ]),
    last: true,
  }));

/** The paper is opened at this page, and a page that can paints it. */
export function lookAt(desk: SigningDesk, { paper, rendered }: Lying, page: number): void {
  desk.turnTo(paper, page);
  desk.painted({ paper: rendered.sha256, page });
}
