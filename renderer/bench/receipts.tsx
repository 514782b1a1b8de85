import { type CSSProperties, useEffect, useMemo, useRef } from 'react';
import type { BenchState } from '#contracts/bench/state.ts';
import { qrPath } from '../ui/qr-path.ts';
import { Panel } from './parts.tsx';
import { isBlack, type Raster } from './raster.ts';
import { PAPER, type Receipt, type ReceiptLine, runs, type TextLine, textHeight } from './receipt-line.ts';

/** Measures of the paper are dots; `--dot` is what one is on this page. */
const sized = (width: number, height: number): CSSProperties => ({
  width: `calc(var(--dot) * ${width})`,
  height: `calc(var(--dot) * ${height})`,
});

const Letters = ({ line }: { readonly line: TextLine }) => (
  <p
    className={`paper-text paper-${line.align} paper-${line.size}${line.bold ? ' paper-bold' : ''}`}
    style={sized(PAPER.width, textHeight(line))}
  >
    {runs(line).map(({ text, wide, dots }, index) => (
      <span
        // biome-ignore lint/suspicious/noArrayIndexKey: the runs of a printed line never change
        key={index}
        className={wide ? 'run-wide' : 'run-narrow'}
        style={{ width: `calc(var(--dot) * ${dots})` }}
      >
        {text}
      </span>
    ))}
  </p>
);

/** A QR code at the size the printer gives it. */
function QrCode({ data }: { readonly data: string }) {
  const { size, path } = useMemo(() => qrPath(data), [data]);
  const side = size * PAPER.module;
  return (
    <svg
      className="paper-qr"
      viewBox={`0 0 ${size} ${size}`}
      style={sized(side, side)}
      role="img"
      aria-label={`QR code: ${data}`}
    >
      <path d={path} />
    </svg>
  );
}

type DotsProps = {
  readonly line: Extract<ReceiptLine, { kind: 'raster' }>;
  readonly raster: Raster | undefined;
};

/** The printer's own dots. Those that have not come yet leave their place white. */
function Dots({ line, raster }: DotsProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height } = line;
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || !raster) return;
    const image = context.createImageData(width, height);
    for (let y = 0; y < height; y += 1)
      for (let x = 0; x < width; x += 1) if (isBlack(raster, x, y)) image.data[(y * width + x) * 4 + 3] = 255;
    context.putImageData(image, 0, 0);
  }, [raster, width, height]);
  return (
    <canvas
      className="paper-dots"
      ref={canvas}
      width={width}
      height={height}
      style={sized(width, height)}
      role="img"
      aria-label="A line drawn in dots"
      data-dots={raster ? 'here' : 'coming'}
    />
  );
}

type LineProps = { readonly line: ReceiptLine; readonly rasters: ReadonlyMap<number, Raster> };

function PaperLine({ line, rasters }: LineProps) {
  switch (line.kind) {
    case 'text':
      return <Letters line={line} />;
    case 'qr':
      return <QrCode data={line.data} />;
    case 'raster':
      return <Dots line={line} raster={rasters.get(line.stream)} />;
    case 'feed':
      return <div style={sized(PAPER.width, line.lines * PAPER.line)} />;
  }
}

type PaperProps = {
  readonly receipt: Receipt;
  readonly name: string;
  readonly rasters: LineProps['rasters'];
};

const Paper = ({ receipt, name, rasters }: PaperProps) => (
  <article className={receipt.cut ? 'paper' : 'paper paper-hanging'} aria-label={name}>
    <div className="paper-print" lang="zh-CN">
      {receipt.lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of a receipt are only ever added at its end
        <PaperLine key={index} line={line} rasters={rasters} />
      ))}
    </div>
    {receipt.cut ? null : <p className="paper-remark">still in the slot, not cut</p>}
  </article>
);

type Props = { readonly state: BenchState; readonly rasters: ReadonlyMap<number, Raster> };

/** What came out of the printer and was not taken yet, dot for dot; newest first. */
export const Receipts = ({ state, rasters }: Props) => {
  const { receipts } = state.receiptPrinter;
  return (
    <Panel title="Paper" note={receipts.length === 0 ? 'nothing printed' : null}>
      {receipts.length === 0 ? <p className="paper-none">A receipt appears here as it is printed.</p> : null}
      {receipts.toReversed().map((receipt) => (
        <Paper key={receipt.id} receipt={receipt} name={`Receipt ${receipt.id}`} rasters={rasters} />
      ))}
    </Panel>
  );
};
