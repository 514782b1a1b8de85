import { type PointerEvent, useEffect, useRef, useState } from 'react';
import type { BenchState } from '#contracts/bench/state.ts';
import type { Give, Order } from './orders.ts';
import { Act, Panel } from './parts.tsx';
import { isBlack, type Raster } from './raster.ts';

type Props = {
  readonly state: BenchState;
  readonly rasters: ReadonlyMap<number, Raster>;
  readonly give: Give;
};
type Stroke = Extract<Order, { act: 'drawOnPad' }>['input']['strokes'][number];

/** Most points of one stroke that the bench takes. */
const LONGEST_STROKE = 2_000;

const BUTTONS = [
  ['cancel', 'Tap refuse'],
  ['clear', 'Tap clear'],
  ['confirm', 'Tap confirm'],
] as const;

/** Corners of a line for the drawing, in the pad's own pixels. */
const points = (line: readonly { readonly x: number; readonly y: number }[], width: number, height: number) =>
  line.map(({ x, y }) => `${(x * width).toFixed(1)},${(y * height).toFixed(1)}`).join(' ');

/** The dots on the pad's screen, as they came over the cable. */
function Screen({ raster, width, height }: { raster: Raster | undefined; width: number; height: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const image = context.createImageData(width, height);
    if (raster)
      for (let y = 0; y < height; y += 1)
        for (let x = 0; x < width; x += 1)
          if (isBlack(raster, x, y)) image.data[(y * width + x) * 4 + 3] = 255;
    context.putImageData(image, 0, 0);
  }, [raster, width, height]);
  return <canvas className="pad-dots" ref={canvas} width={width} height={height} />;
}

/** The signature pad: draw on it with mouse or pen, or let it be signed; the same acts stand beneath in words. */
export function Pad({ state, rasters, give }: Props) {
  const { plugged, width, height, screen, ink } = state.signaturePad;
  const [drawing, draw] = useState<{ readonly began: number; readonly stroke: Stroke } | null>(null);
  if ((state.faults.signaturePad ?? []).length === 0) return null;
  const placeOf = (event: PointerEvent<SVGSVGElement>, began: number): Stroke[number] => {
    const box = event.currentTarget.getBoundingClientRect();
    const share = (at: number, from: number, size: number) => Math.min(1, Math.max(0, (at - from) / size));
    return {
      t: Math.min(60_000, Math.max(0, Math.round(event.timeStamp - began))),
      x: share(event.clientX, box.left, box.width),
      y: share(event.clientY, box.top, box.height),
      pressure: event.pressure > 0 ? event.pressure : 0.5,
    };
  };
  const begin = (event: PointerEvent<SVGSVGElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    draw({ began: event.timeStamp, stroke: [placeOf(event, event.timeStamp)] });
  };
  const go = (event: PointerEvent<SVGSVGElement>) => {
    if (!drawing || drawing.stroke.length >= LONGEST_STROKE) return;
    draw({ ...drawing, stroke: [...drawing.stroke, placeOf(event, drawing.began)] });
  };
  const end = () => {
    if (drawing) give({ act: 'drawOnPad', input: { strokes: [drawing.stroke] } });
    draw(null);
  };
  const lines = drawing ? [...ink, drawing.stroke] : ink;
  return (
    <Panel
      title="Signature pad"
      note={!plugged ? 'unplugged' : screen === null ? 'blank' : 'shows a form'}
      className="pad"
    >
      <div className="pad-screen" style={{ aspectRatio: `${width} / ${height}` }} aria-hidden="true">
        <Screen raster={screen === null ? undefined : rasters.get(screen)} width={width} height={height} />
        <svg
          role="img"
          aria-label="The pad's screen, to be drawn on"
          viewBox={`0 0 ${width} ${height}`}
          data-pad="ink"
          onPointerDown={begin}
          onPointerMove={go}
          onPointerUp={end}
          onPointerCancel={() => draw(null)}
        >
          {lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of ink are only ever added at the end
            <polyline key={index} points={points(line, width, height)} />
          ))}
        </svg>
      </div>
      <p className="pad-acts">
        <Act onPress={() => give({ act: 'signOnPad', input: {} })}>Sign</Act>
        {BUTTONS.map(([button, words]) => (
          <Act key={button} onPress={() => give({ act: 'tapPad', input: { button } })}>
            {words}
          </Act>
        ))}
      </p>
    </Panel>
  );
}
