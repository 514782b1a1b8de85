import { isHonestText } from '#foundation/text.ts';
import { findTag, type Tlv } from './tlv.ts';

const LABEL = 0x50;
const PREFERRED_NAME = 0x9f12;
const CODE_TABLE = 0x9f11;
const LATIN_1 = 0x01;
const MAXIMUM_CHARACTERS = 16;

function readable(bytes: Uint8Array, highest: number): string | undefined {
  if (bytes.length > MAXIMUM_CHARACTERS) return undefined;
  if (!bytes.every((byte) => byte <= highest)) return undefined;
  const text = String.fromCharCode(...bytes).trim();
  return text.length > 0 && isHonestText(text) ? text : undefined;
}

/**
 * The name a card gives its application: the preferred name 9F12 when it is in ISO 8859-1, else the label 50 (EMV
 * Book 1, 12.2.4). A name with anything in it that a person could not see is no name; the scheme is shown then.
 */
export function applicationLabel(objects: readonly Tlv[]): string | undefined {
  const preferred = findTag(objects, PREFERRED_NAME);
  const table = findTag(objects, CODE_TABLE)?.value[0];
  const label = findTag(objects, LABEL);
  return (
    (preferred && table === LATIN_1 ? readable(preferred.value, 0xff) : undefined) ??
    (label ? readable(label.value, 0x7e) : undefined)
  );
}
