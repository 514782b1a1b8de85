import type { SaleProduct } from '#contracts/screen/sale-bodies.ts';
import { percentWords } from '#texts/tell/words.ts';
import { useVisit } from './visit.tsx';

/** Every bar has the same scale, in basis points, so that one product can be held against another. */
const SCALE = { from: -600, to: 1_000 } as const;
const WIDTH = 320;

const place = (basisPoints: number): number => {
  const part = (basisPoints - SCALE.from) / (SCALE.to - SCALE.from);
  return Math.round(Math.min(1, Math.max(0, part)) * WIDTH);
};

/** What a year may bring, from least to most, with nothing in sight as the line between gain and loss. */
export function RangeBar({ range }: { readonly range: SaleProduct['range'] }) {
  const { texts } = useVisit();
  const [low, middle, high] = [place(range.low), place(range.middle), place(range.high)];
  return (
    <span className="range">
      <svg viewBox={`-6 0 ${WIDTH + 12} 36`} aria-hidden="true" className="range-bar">
        <path className="range-scale" d={`M0 22H${WIDTH}`} />
        <path className="range-zero" d={`M${place(0)} 8V36`} />
        <rect className="range-span" x={low} y="14" width={Math.max(6, high - low)} height="16" rx="4" />
        <circle className="range-middle" cx={middle} cy="22" r="6" />
      </svg>
      <span className="range-words">
        {(['low', 'middle', 'high'] as const).map((which) => (
          <span key={which} className={which === 'middle' ? 'range-strong' : undefined}>
            <small>{texts.t(`range.${which}`)}</small>
            {percentWords(range[which], texts).shown}
          </span>
        ))}
      </span>
    </span>
  );
}
