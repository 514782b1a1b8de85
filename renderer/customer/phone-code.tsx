import { useMemo } from 'react';
import { qrPath } from '../ui/qr-path.ts';

/** Four modules of white around it, as a reader needs them. */
const QUIET = 4;

/** An address as a code for a phone, and what it is for. */
export function PhoneCode({ url, words }: { readonly url: string; readonly words: string }) {
  const { size, path } = useMemo(() => qrPath(url), [url]);
  const side = size + 2 * QUIET;
  return (
    <div className="ticket-phone">
      <svg
        className="ticket-code"
        viewBox={`${-QUIET} ${-QUIET} ${side} ${side}`}
        role="img"
        aria-label={words}
      >
        <path d={path} />
      </svg>
      <span aria-hidden="true">{words}</span>
    </div>
  );
}
