import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import {
  cutRow,
  enlarged,
  inkedRegion,
  inkedRows,
  type PageLayout,
  pieces,
  type Size,
  wholePage,
  withMargin,
} from './layout.ts';
import type { OpenPdf, Region } from './pdf-drawing.ts';

/** White around what is written on, in points. */
const MARGIN = 14;

/** What of a page is written on, and where it may be cut; found once a page. */
type Seen = { readonly page: number; readonly region: Region; readonly cut: number };

async function look(pdf: OpenPdf, page: number): Promise<Seen> {
  const size = await pdf.size(page);
  const canvas = await pdf.draw(page, 1);
  const picture = { width: canvas.width, height: canvas.height };
  const pixels = canvas.getContext('2d')?.getImageData(0, 0, picture.width, picture.height).data;
  const inked = pixels ? inkedRegion(pixels, picture) : null;
  const region = inked ? withMargin(inked, size, MARGIN) : { x: 0, y: 0, ...size };
  const rows = pixels ? inkedRows(pixels, picture) : [];
  return { page, region, cut: cutRow(rows, region.y, region.y + region.height) };
}

/** A part of a page that stands on the screen now. */
export type Drawn = {
  readonly pdf: OpenPdf;
  readonly page: number;
  /** Null = the whole page. */
  readonly piece: number | null;
  /** So many the page has when enlarged. */
  readonly pieces: number;
};

export type PagePictureProps = {
  readonly pdf: OpenPdf;
  readonly page: number;
  /** What it is a picture of, for the ear. */
  readonly label: string;
  /** Which enlarged piece, from 0; null = the whole page. */
  readonly piece: number | null;
  /** Called each time something was painted. */
  readonly onDrawn: (drawn: Drawn) => void;
  readonly onCannot: () => void;
};

/** One page, drawn as large as there is room, at the screen's own sharpness. */
export function PagePicture({ pdf, page, label, piece, onDrawn, onCannot }: PagePictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [view, setView] = useState<Size | null>(null);
  const [seen, setSeen] = useState<Seen | null>(null);
  const told = useRef({ onDrawn, onCannot });
  told.current = { onDrawn, onCannot };

  useLayoutEffect(() => {
    const place = canvas.current;
    if (!place) return;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = place;
      setView((known) => (known?.width === width && known.height === height ? known : { width, height }));
    };
    const observer = new ResizeObserver(measure);
    observer.observe(place);
    measure();
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    let over = false;
    setSeen(null);
    look(pdf, page).then(
      (found) => {
        if (!over) setSeen(found);
      },
      () => {
        if (!over) told.current.onCannot();
      },
    );
    return () => {
      over = true;
    };
  }, [pdf, page]);

  useEffect(() => {
    const place = canvas.current;
    if (!place || !view || view.width < 2 || view.height < 2) return;
    if (seen?.page !== page) {
      // Nothing of another page stands there meanwhile.
      place.width = 1;
      delete place.dataset.drawn;
      return;
    }
    let over = false;
    const whole = wholePage(seen.region, seen.cut, view);
    const larger = enlarged(seen.region, whole.scale, view);
    const all = pieces(seen.region, larger, view);
    const region = piece === null ? undefined : all[piece % all.length];
    const layout: PageLayout = region ? { scale: larger, placed: [{ region, x: 0, y: 0 }] } : whole;
    paint(place, pdf, page, layout, view, () => over).then(
      (done) => {
        if (!done) return;
        place.dataset.drawn = String(page);
        told.current.onDrawn({
          pdf,
          page,
          piece: piece === null ? null : piece % all.length,
          pieces: all.length,
        });
      },
      () => {
        if (!over) told.current.onCannot();
      },
    );
    return () => {
      over = true;
    };
  }, [pdf, page, piece, view, seen]);

  return <canvas ref={canvas} className="paper-picture" role="img" aria-label={label} />;
}

/** Puts the parts of a page onto the view at once; false when nobody wants it any more. */
async function paint(
  place: HTMLCanvasElement,
  pdf: OpenPdf,
  page: number,
  { scale, placed }: PageLayout,
  view: Size,
  over: () => boolean,
): Promise<boolean> {
  const dots = Math.min(2, window.devicePixelRatio || 1);
  const drawn: HTMLCanvasElement[] = [];
  for (const { region } of placed) {
    drawn.push(await pdf.draw(page, scale * dots, region));
    if (over()) return false;
  }
  place.width = Math.round(view.width * dots);
  place.height = Math.round(view.height * dots);
  const context = place.getContext('2d', { alpha: true });
  if (!context) throw new Error('there is nothing to draw on');
  for (const [index, { x, y }] of placed.entries()) {
    const picture = drawn[index];
    if (picture) context.drawImage(picture, Math.round(x * dots), Math.round(y * dots));
  }
  return true;
}
