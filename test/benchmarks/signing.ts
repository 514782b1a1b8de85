import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Paper } from '#documents/paper/paper.ts';
import { letteringFor } from '#documents/rendering/lettering.ts';
import { render } from '#documents/rendering/render.ts';
import { sealByBank, sealDigest } from '#documents/sealing/bank.ts';
import { signByCustomer } from '#documents/sealing/customer.ts';
import {
  developmentAuthority,
  developmentIdentity,
  makeRoot,
} from '#documents/sealing/development-ca/authority.ts';
import { composePaper } from '#documents/templates/catalogue.ts';
import { exampleData } from '#documents/test-support/examples.ts';
import { boundTo, factsOf, SIGNED_AT } from '#documents/test-support/papers.ts';
import { verify } from '#documents/verifying/verify.ts';
import type { CodedError, Result } from '#foundation/result.ts';
import type { Measurement } from './support/measurement.ts';
import { sampleOf } from './support/stats.ts';

const PAGES = 10;

function value<T>(of: Result<T, CodedError>): T {
  if (!of.ok) throw new Error(`${of.error.code} ${of.error.detail ?? ''}`);
  return of.value;
}

/** A contract of ten pages, from nothing to a sealed paper that is believed, against its bytes written and signed once. */
export const signing: Measurement = {
  about:
    'a contract of ten pages rendered, signed by customer and bank, verified; floor: the same bytes written durably and one `openssl cms -sign` of them',
  async run({ quick, say }) {
    const folder = mkdtempSync(join(tmpdir(), 'signing-'));
    try {
      const openssl = opensslIn(folder);
      if (!openssl) {
        say('left out: there is no openssl on this machine');
        return [];
      }
      const paper = await tenPages();
      const stand = await standOf(paper);
      const took = { render: [] as number[], sign: [] as number[], verify: [] as number[] };
      const whole = { ours: [] as number[], floor: [] as number[] };
      for (let at = -2; at < (quick ? 5 : 40); at++) {
        const [rendered, renderTook] = await timed(stand.render);
        const [sealed, signTook] = await timed(() => stand.signTwice(rendered.bytes));
        const [outcome, verifyTook] = await timed(async () => stand.verify(sealed));
        if (outcome !== 'trusted') throw new Error(`the paper is ${outcome}`);
        const [, floorTook] = await timed(async () => openssl.writeAndSign(sealed));
        if (at < 0) continue;
        took.render.push(renderTook);
        took.sign.push(signTook);
        took.verify.push(verifyTook);
        whole.ours.push(renderTook + signTook + verifyTook);
        whole.floor.push(floorTook);
      }
      const floor = sampleOf(whole.floor);
      const held = await memoryOver(quick ? 100 : 1_000, stand);
      return [
        { name: 'contract of ten pages, rendered', unit: 'ms', ours: sampleOf(took.render), floor },
        { name: 'contract of ten pages, signed twice', unit: 'ms', ours: sampleOf(took.sign), floor },
        { name: 'contract of ten pages, verified', unit: 'ms', ours: sampleOf(took.verify), floor },
        { name: 'contract of ten pages, all three', unit: 'ms', ours: sampleOf(whole.ours), floor },
        {
          name: `heap after ${quick ? 100 : '1,000'} papers, floor after ten`,
          unit: 'bytes',
          ours: sampleOf([held.after]),
          floor: sampleOf([held.before]),
        },
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function timed<T>(run: () => Promise<T>): Promise<[T, number]> {
  const from = performance.now();
  const result = await run();
  return [result, performance.now() - from];
}

const contract = (): Paper =>
  value(
    composePaper('wealthContract', exampleData('zh-CN').wealthContract, {
      language: 'zh-CN',
      number: 'T01-KABCD-1',
    }),
  );

/** The contract with as many of its paragraphs again as make ten pages. */
async function tenPages(): Promise<Paper> {
  const given = contract();
  const words = given.blocks.filter(({ kind }) => kind === 'paragraph');
  const longer = (more: number): Paper => ({
    ...given,
    blocks: [
      ...Array.from({ length: more }, (_, at) => words[at % words.length] ?? []).flat(),
      ...given.blocks,
    ],
  });
  for (let more = 0; more < 600; more += 4) {
    const paper = longer(more);
    if (value(await render(paper, { created: new Date(SIGNED_AT) })).pages >= PAGES) return paper;
  }
  throw new Error('the contract does not grow to ten pages');
}

async function standOf(paper: Paper) {
  const root = await makeRoot(SIGNED_AT);
  const identity = await developmentIdentity(root, 'Vestibule Bank Seal', 'signature', SIGNED_AT);
  const authority = developmentAuthority(root, () => SIGNED_AT);
  const caption = ['陈知微', '2026-11-22 10:00'];
  const lettering = value(await letteringFor(caption));
  const anchors = [new X509Certificate(root.certificate)];
  const first = value(await render(paper, { created: new Date(SIGNED_AT) }));
  const [place] = first.signatures;
  if (!place) throw new Error('no place for a signature');
  return {
    render: async () => value(await render(paper, { created: new Date(SIGNED_AT) })),
    signTwice: async (bytes: Uint8Array) => {
      const signed = value(
        await signByCustomer(
          {
            paper: bytes,
            place,
            facts: factsOf(bytes, first.pages),
            strokes: boundTo(bytes),
            signer: { name: '陈知微', event: 'S-2026-0001' },
            caption,
            at: SIGNED_AT,
          },
          { authority, lettering },
        ),
      );
      return value(
        await sealByBank(signed, SIGNED_AT + 1_000, { seal: ({ digest }) => sealDigest(identity, digest) }),
      );
    },
    verify: (bytes: Uint8Array) => verify(bytes, { anchors, lists: [], at: SIGNED_AT + 60_000 }).outcome,
  };
}

/** Bytes on the heap after ten papers and after that many more, each after its garbage was collected. */
async function memoryOver(papers: number, stand: Awaited<ReturnType<typeof standOf>>) {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const make = async (many: number) => {
    for (let at = 0; at < many; at++) {
      const { bytes } = await stand.render();
      stand.verify(await stand.signTwice(bytes));
    }
    collect();
    collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const before = await make(10);
  return { before, after: await make(papers) };
}

/** Writes bytes so that they stay, and signs them once by a key of its own; undefined where there is no openssl. */
function opensslIn(folder: string) {
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const cms = join(folder, 'paper.cms');
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];
  const made = spawnSync(
    'openssl',
    [
      'req',
      '-x509',
      ...curve,
      '-nodes',
      '-keyout',
      key,
      '-out',
      certificate,
      '-subj',
      '/CN=bench',
      '-days',
      '2',
    ],
    { stdio: 'ignore' },
  );
  if (made.status !== 0) return undefined;
  return {
    writeAndSign: (bytes: Uint8Array): void => {
      const file = join(folder, 'paper.pdf');
      const handle = openSync(file, 'w');
      writeSync(handle, bytes);
      fsyncSync(handle);
      closeSync(handle);
      const signed = spawnSync(
        'openssl',
        ['cms', '-sign', '-binary', '-in', file, '-signer', certificate, '-inkey', key, '-out', cms],
        { stdio: 'ignore' },
      );
      if (signed.status !== 0) throw new Error('openssl did not sign');
    },
  };
}
