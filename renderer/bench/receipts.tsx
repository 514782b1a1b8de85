import { create } from 'qrcode';
import { useEffect, useMemo, useRef } from 'react';
import type { BenchState } from '#contracts/bench/state.ts';
import { Panel } from './parts.tsx';
import { isBlack, type Raster } from './raster.ts';

type Receipt = BenchState['receiptPrinter']['receipts'][number];
type Line = Receipt['lines'][number];

/** The modules of a QR code as one path, one unit a module. */
function QrCode({ data }: { readonly data: string }) {
  const { size, path } = useMemo(() => {
    const { modules } = create(data, { errorCorrectionLevel: 'M' });
    let drawn = '';
    for (let y = 0; y < modules.size; y += 1)
      for (let x = 0; x < modules.size; x += 1) if (modules.get(y, x)) drawn += `M${x} ${y}h1v1h-1z`;
    return { size: modules.size, path: drawn };
  }, [data]);
  return (
    <svg className="paper-qr" viewBox={`0 0 ${size} ${size}`} role="img">
      <title>QR code: {data}</title>
      <path d={path} />
    </svg>
  );
}

/** The printer's own dots, one pixel each. */
function Dots({ raster }: { readonly raster: Raster }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const image = context.createImageData(raster.width, raster.height);
    for (let y = 0; y < raster.height; y += 1)
      for (let x = 0; x < raster.width; x += 1)
        if (isBlack(raster, x, y)) image.data[(y * raster.width + x) * 4 + 3] = 255;
    context.putImageData(image, 0, 0);
  }, [raster]);
  return <canvas className="paper-dots" ref={canvas} width={raster.width} height={raster.height} />;
}

function PaperLine({
  line,
  rasters,
}: {
  readonly line: Line;
  readonly rasters: ReadonlyMap<number, Raster>;
}) {
  switch (line.kind) {
    case 'text':
      return (
        <p className={`paper-text paper-${line.align} paper-${line.size}${line.bold ? ' paper-bold' : ''}`}>
          {line.text === '' ? '\u00a0' : line.text}
        </p>
      );
    case 'qr':
      return <QrCode data={line.data} />;
    case 'raster': {
      const raster = rasters.get(line.stream);
      return raster ? <Dots raster={raster} /> : <p className="quiet">dots are on their way</p>;
    }
    case 'feed':
      return <p className="paper-feed" style={{ height: `${Math.min(line.lines, 12) * 16}px` }} />;
  }
}

type Props = { readonly state: BenchState; readonly rasters: ReadonlyMap<number, Raster> };

/** What hangs out of the printer, as paper; newest first. */
export const Receipts = ({ state, rasters }: Props) => {
  const { receipts } = state.receiptPrinter;
  return (
    <Panel title="Paper" note={receipts.length === 0 ? 'nothing printed' : undefined}>
      {[...receipts].reverse().map(({ id, cut, lines }) => (
        <article className={cut ? 'paper' : 'paper paper-uncut'} key={id} lang="zh-CN">
          {lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of a receipt are only ever added at its end
            <PaperLine key={index} line={line} rasters={rasters} />
          ))}
        </article>
      ))}
    </Panel>
  );
};
