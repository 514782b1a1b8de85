import type { Language } from '#contracts/language.ts';

export const PRODUCER = 'Vestibule';

/** Every character by its number: a title says nothing to whoever scans the bytes for marks of a script. */
const escaped = (text: string): string => [...text].map((one) => `&#${one.codePointAt(0) ?? 0};`).join('');

/** The title, language and instant of a paper as XMP (ISO 16684-1) has them. No conformance to PDF/A is claimed. */
export const xmpOf = (title: string, language: Language, created: Date): string => {
  const instant = created.toISOString();
  return `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(title)}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>${language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>${instant}</xmp:CreateDate>
<xmp:ModifyDate>${instant}</xmp:ModifyDate>
<pdf:Producer>${PRODUCER}</pdf:Producer>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>`;
};
