import { create } from 'qrcode';

/** The modules of a QR code (ISO/IEC 18004, correction level M) as one path, one unit a module. */
export function qrPath(data: string): { readonly size: number; readonly path: string } {
  const { modules } = create(data, { errorCorrectionLevel: 'M' });
  let path = '';
  for (let y = 0; y < modules.size; y += 1)
    for (let x = 0; x < modules.size; x += 1) if (modules.get(y, x)) path += `M${x} ${y}h1v1h-1z`;
  return { size: modules.size, path };
}
