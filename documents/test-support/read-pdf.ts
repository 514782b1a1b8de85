import { inflateSync } from 'node:zlib';
import { PDFArray, PDFDict, PDFDocument, PDFName, type PDFObject, PDFRawStream } from '@cantoo/pdf-lib';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** The text of every page as pdf.js reads it, spaces and line ends taken out: what was set, whatever the lines. */
export async function textOf(bytes: Uint8Array): Promise<string> {
  const loading = getDocument({ data: bytes.slice(), verbosity: 0 });
  const pdf = await loading.promise;
  let text = '';
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const content = await page.getTextContent({ disableNormalization: true });
    text += content.items.map((item) => ('str' in item ? item.str : '')).join('');
  }
  await loading.destroy();
  return withoutSpaces(text);
}

export const withoutSpaces = (text: string): string => text.replace(/\s/gu, '');

/** Every key and name in the file, and every stream as it is read: what a viewer could act on. */
export async function namesAndStreams(bytes: Uint8Array) {
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
  const names = new Set<string>();
  const streams: string[] = [];
  const see = (value: PDFObject): void => {
    if (value instanceof PDFName) names.add(value.decodeText());
    else if (value instanceof PDFArray) for (const one of value.asArray()) see(one);
    else if (value instanceof PDFDict)
      for (const [key, one] of value.entries()) {
        see(key);
        see(one);
      }
    else if (value instanceof PDFRawStream) {
      see(value.dict);
      const packed = value.dict.has(PDFName.of('Filter'));
      const raw = Buffer.from(value.contents);
      streams.push((packed ? inflateSync(raw) : raw).toString('latin1'));
    }
  };
  for (const [, value] of pdf.context.enumerateIndirectObjects()) see(value);
  return { names, streams };
}
