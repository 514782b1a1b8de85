import type { PdfFile, PdfObject, Revision } from '../pdf/file.ts';
import { catalogOf } from '../pdf/pages.ts';
import {
  array,
  dict,
  entry,
  itemsOf,
  name,
  number,
  type PdfDict,
  type PdfValue,
  ref,
  textString,
  withEntries,
} from '../pdf/value.ts';
import { firstFree, type NewObject } from '../pdf/write.ts';

/** ByteRange and Contents as they stand, or their placeholders. */
export type SignatureValues = {
  readonly range: PdfValue;
  readonly contents: PdfValue;
  /** `/M`, a text in the form of `pdfDate`. */
  readonly at: PdfValue;
};

export const CUSTOMER_FIELD = 'Customer';
export const BANK_FIELD = 'Bank';
export const EVIDENCE_FILE = 'evidence.json';

const signature = (values: SignatureValues): PdfValue =>
  dict({
    Type: name('Sig'),
    Filter: name('Adobe.PPKLite'),
    SubFilter: name('ETSI.CAdES.detached'),
    M: values.at,
    ByteRange: values.range,
    Contents: values.contents,
  });

const widget = (field: string, page: number, value: number, rect: PdfValue, more = {}): PdfValue =>
  dict({
    Type: name('Annot'),
    Subtype: name('Widget'),
    FT: name('Sig'),
    T: textString(field),
    // Printed and locked (12.5.3).
    F: number(132),
    Rect: rect,
    P: ref(page),
    V: ref(value),
    ...more,
  });

const form = (...fields: readonly number[]): PdfValue =>
  dict({ Fields: array(...fields.map(ref)), SigFlags: number(3) });

export type CustomerParts = SignatureValues & {
  readonly page: PdfObject;
  readonly rect: PdfValue;
  readonly boundingBox: PdfValue;
  readonly appearance: Uint8Array;
  readonly evidence: Uint8Array;
};

/** Numbers of what the customer's increment brings, counted from the first free one of the base. */
export const customerNumbers = (base: PdfFile) => {
  const first = firstFree({ ...base, revisions: [base.revisions[0]] });
  return {
    signature: first,
    widget: first + 1,
    appearance: first + 2,
    form: first + 3,
    file: first + 4,
    evidence: first + 5,
  };
};

/**
 * Every object of the customer's increment, which is all it may hold: sealing writes them, verifying makes them anew
 * from the parts it found and compares. Undefined where the base has forms, notes or attachments of its own.
 */
export function customerIncrement(base: PdfFile, parts: CustomerParts): readonly NewObject[] | undefined {
  const numbers = customerNumbers(base);
  const catalog = catalogOf(base, 0);
  const page = parts.page.value;
  if (catalog?.value.kind !== 'dict' || page.kind !== 'dict' || !isPlain(base.revisions[0], catalog.value))
    return undefined;
  const file = ref(numbers.file);
  return [
    {
      number: catalog.number,
      value: withEntries(catalog.value, {
        AcroForm: ref(numbers.form),
        AF: array(file),
        Names: dict({ EmbeddedFiles: dict({ Names: array(textString(EVIDENCE_FILE), file) }) }),
      }),
    },
    { number: parts.page.number, value: withEntries(page, { Annots: array(ref(numbers.widget)) }) },
    { number: numbers.signature, value: signature(parts) },
    {
      number: numbers.widget,
      value: widget(CUSTOMER_FIELD, parts.page.number, numbers.signature, parts.rect, {
        AP: dict({ N: ref(numbers.appearance) }),
      }),
    },
    {
      number: numbers.appearance,
      value: dict({
        Type: name('XObject'),
        Subtype: name('Form'),
        FormType: number(1),
        BBox: parts.boundingBox,
        Resources: dict({}),
        Length: number(parts.appearance.length),
      }),
      stream: parts.appearance,
    },
    { number: numbers.form, value: form(numbers.widget) },
    {
      number: numbers.file,
      value: dict({
        Type: name('Filespec'),
        F: textString(EVIDENCE_FILE),
        UF: textString(EVIDENCE_FILE),
        AFRelationship: name('Data'),
        EF: dict({ F: ref(numbers.evidence), UF: ref(numbers.evidence) }),
      }),
    },
    {
      number: numbers.evidence,
      value: dict({
        Type: name('EmbeddedFile'),
        Subtype: name('application/json'),
        Params: dict({ Size: number(parts.evidence.length) }),
        Length: number(parts.evidence.length),
      }),
      stream: parts.evidence,
    },
  ];
}

/** Every object of the bank's increment: a field without a place on the page that the customer signed. */
export function bankIncrement(
  signed: PdfFile,
  customerPage: PdfObject,
  values: SignatureValues,
): readonly NewObject[] | undefined {
  const customer = customerNumbers(signed);
  const first = customer.evidence + 1;
  if (customerPage.value.kind !== 'dict') return undefined;
  return [
    {
      number: customerPage.number,
      value: withEntries(customerPage.value, { Annots: array(ref(customer.widget), ref(first + 1)) }),
    },
    { number: customer.form, value: form(customer.widget, first + 1) },
    { number: first, value: signature(values) },
    {
      number: first + 1,
      value: widget(
        BANK_FIELD,
        customerPage.number,
        first,
        array(number(0), number(0), number(0), number(0)),
      ),
    },
  ];
}

export const bankSignatureNumber = (signed: PdfFile): number => customerNumbers(signed).evidence + 1;

/** Nothing in it that a signature's own objects would be mixed up with. */
function isPlain(base: Revision, catalog: PdfDict): boolean {
  if (['AcroForm', 'AF', 'Names'].some((key) => catalog.entries.has(key))) return false;
  for (const object of base.objects.values()) {
    const annotations = entry(object.value, 'Annots');
    if (annotations && itemsOf(annotations)?.length !== 0) return false;
  }
  return true;
}
