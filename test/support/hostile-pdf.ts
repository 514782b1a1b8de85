export type HostilePdf = {
  readonly pages: number;
  /** Where a link over the whole page, and the file's opening, would lead. */
  readonly link?: string;
  /** What would run when the file is opened, and when a page is shown. */
  readonly script?: string;
};

/** A PDF by hand: a blue square a page, and, where asked, everything in it that a viewer might act on. */
export function hostilePdf({ pages, link, script }: HostilePdf): Uint8Array {
  const objects: string[] = [];
  const add = (text: string): number => objects.push(text);
  const text = (value: string) => `(${value.replaceAll(/[\\()]/g, (sign) => `\\${sign}`)})`;
  const square = '0 0 1 rg 150 300 300 300 re f';
  const action = script === undefined ? undefined : add(`<< /S /JavaScript /JS ${text(script)} >>`);
  const away = link === undefined ? undefined : add(`<< /S /URI /URI ${text(link)} >>`);
  const content = add(`<< /Length ${square.length} >>\nstream\n${square}\nendstream`);
  const over = [
    ...(away === undefined
      ? []
      : [add(`<< /Type /Annot /Subtype /Link /Rect [0 0 595 842] /Border [0 0 0] /A ${away} 0 R >>`)]),
    ...(action === undefined
      ? []
      : [
          add(
            `<< /Type /Annot /Subtype /Widget /FT /Tx /T (field) /Rect [100 100 400 200] /AA << /Fo ${action} 0 R >> >>`,
          ),
        ]),
  ];
  const root = objects.length + pages + 2;
  const tree = root - 1;
  const kids = Array.from({ length: pages }, () =>
    add(
      `<< /Type /Page /Parent ${tree} 0 R /MediaBox [0 0 595 842] /Contents ${content} 0 R ` +
        `/Annots [${over.map((id) => `${id} 0 R`).join(' ')}]${action === undefined ? '' : ` /AA << /O ${action} 0 R >>`} >>`,
    ),
  );
  add(`<< /Type /Pages /Count ${pages} /Kids [${kids.map((id) => `${id} 0 R`).join(' ')}] >>`);
  const opens = action ?? away;
  add(`<< /Type /Catalog /Pages ${tree} 0 R${opens === undefined ? '' : ` /OpenAction ${opens} 0 R`} >>`);
  let file = '%PDF-1.7\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  for (const offset of offsets) file += `${String(offset).padStart(10, '0')} 00000 n \n`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root ${root} 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return new TextEncoder().encode(file);
}
