import { use, useEffect, useState, useSyncExternalStore } from 'react';
import { ClockContext } from '../../clock.ts';
import { useDesk } from './desk.ts';
import type { OpenPdf } from './pdf-drawing.ts';

/** A paper that has not come by then is not waited for, milliseconds. */
const COMES_WITHIN = 6_000;

export type PdfState =
  | { readonly state: 'waiting' }
  | { readonly state: 'open'; readonly pdf: OpenPdf }
  | { readonly state: 'cannot' };

/**
 * The paper of this digest, opened. `cannot`: other bytes lie here than those that are meant, none come, or these are
 * damaged. Nothing of them is drawn then.
 */
export function usePdf(sha256: string, pages: number): PdfState {
  const desk = useDesk();
  const clock = use(ClockContext);
  const paper = useSyncExternalStore(desk.subscribe, desk.paper);
  const bytes = paper?.sha256 === sha256 ? paper.bytes : null;
  const [opened, setOpened] = useState<{ of: Uint8Array | null; state: PdfState }>({
    of: null,
    state: { state: 'waiting' },
  });
  useEffect(() => {
    if (!bytes) return clock.after(COMES_WITHIN, () => setOpened({ of: null, state: { state: 'cannot' } }));
    let over = false;
    let close = () => {};
    void import('./pdf-drawing.ts')
      .then(({ openPdf }) => openPdf(bytes))
      .then(
        (pdf) => {
          close = () => void pdf.close();
          if (over) close();
          else
            setOpened({
              of: bytes,
              state: pdf.pages === pages ? { state: 'open', pdf } : { state: 'cannot' },
            });
        },
        () => {
          if (!over) setOpened({ of: bytes, state: { state: 'cannot' } });
        },
      );
    return () => {
      over = true;
      close();
      setOpened({ of: null, state: { state: 'waiting' } });
    };
  }, [bytes, clock, pages]);
  return opened.of === bytes ? opened.state : { state: 'waiting' };
}
