import { createHash } from 'node:crypto';
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import type { EvidenceFacts } from '../evidence/record.ts';
import type { BoundStrokes, Strokes } from '../evidence/strokes.ts';
import type { CustomerSigning } from '../sealing/customer.ts';
import type { Lettering } from '../sealing/ink.ts';

/** 22 November 2026, ten o'clock in Beijing. */
export const SIGNED_AT = Date.UTC(2026, 10, 22, 2, 0, 0);
export const NONCE = '5a'.repeat(32);

export async function paper(pages = 2, words = 'A paper of nobody'): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  document.setCreationDate(new Date(SIGNED_AT));
  document.setModificationDate(new Date(SIGNED_AT));
  for (let page = 1; page <= pages; page++)
    document.addPage([595, 842]).drawText(`${words}, page ${page}`, { x: 60, y: 760, size: 12, font });
  return document.save({ useObjectStreams: false });
}

export const STROKES: Strokes = {
  box: { width: 600, height: 200 },
  strokes: [
    [
      { t: 0, x: 50, y: 100, pressure: 0.2 },
      { t: 16, x: 120, y: 40, pressure: 0.6 },
      { t: 33, x: 200, y: 160, pressure: 0.9 },
    ],
    [{ t: 300, x: 320, y: 90, pressure: 0.5 }],
    [
      { t: 420, x: 360, y: 150, pressure: 0.4 },
      { t: 440, x: 540, y: 60, pressure: 0.1 },
    ],
  ],
};

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export const boundTo = (bytes: Uint8Array): BoundStrokes => ({
  documentSha256: sha256(bytes),
  nonce: NONCE,
  drawn: STROKES,
});

export function factsOf(bytes: Uint8Array, pages = 2): EvidenceFacts {
  const time = new Date(SIGNED_AT).toISOString();
  const document = {
    template: 'wealthContract',
    textVersion: '2026-11',
    number: 'W-2026-0001',
    sha256: sha256(bytes),
    length: bytes.length,
    pages,
  };
  return {
    document,
    visit: 'v-4f1c',
    shown: Array.from({ length: pages }, (_, index) => ({
      page: index + 1,
      sha256: document.sha256,
      firstShownAt: time,
      dwellMs: 4_000 + index,
    })),
    consents: [{ rule: 'sale.record', textVersion: '2026-11', answer: 'yes', at: time }],
    answers: [{ question: 'loss', answer: 'mine', right: true }],
    drawnOn: { source: 'touch', model: 'screen' },
    nonce: NONCE,
    journal: { sequence: 41, head: 'ab'.repeat(32) },
    terminal: 'T-0001',
    times: { opened: time, signed: time },
  };
}

/** A box a letter: enough to see where lines stand. */
export const boxes: Lettering = (text) => ({
  advance: text.length * 0.6,
  steps: [...text].flatMap((_, i) => [
    ['move', i * 0.6, 0] as const,
    ['line', i * 0.6 + 0.5, 0] as const,
    ['line', i * 0.6 + 0.5, 0.7] as const,
    ['close'] as const,
  ]),
});

export const signingOf = (bytes: Uint8Array, pages = 2, at = SIGNED_AT): CustomerSigning => ({
  paper: bytes,
  place: { page: pages, rect: { x: 300, y: 80, width: 220, height: 90 } },
  facts: factsOf(bytes, pages),
  strokes: boundTo(bytes),
  signer: { name: '许念安', event: 'S-2026-0001' },
  caption: ['许念安', '2026-11-22 10:00:00'],
  at,
});
