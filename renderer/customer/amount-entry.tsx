import type { Telling } from '#texts/tell/telling.ts';
import { Notice } from '../ui/notice.tsx';
import { Pad } from './entry.tsx';
import { Stage } from './stage.tsx';
import { useVisit } from './visit.tsx';

const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ',');

/** A screen where money is typed: the sum so far, its unit, and what is wrong with it; and the pad. */
export function AmountEntry({ told, entered }: { readonly told: Telling; readonly entered: string }) {
  const { t } = useVisit().texts;
  const [product] = told.facts;
  return (
    <Stage
      told={{ ...told, after: [] }}
      quiet
      beneath={
        <>
          {product ? <p className="amount-product">{product.value.shown}</p> : null}
          <p className={entered === '' ? 'amount amount-empty' : 'amount'} aria-hidden="true">
            <span className="amount-sign">¥</span>
            <span className="amount-figure">{grouped(entered) || '0'}</span>
            <span className="amount-unit">{t('enterAmount.unit')}</span>
          </p>
          <div className="remarks">
            {told.notice ? (
              <Notice tone={told.notice.tone} text={told.notice.words.shown} />
            ) : (
              told.after.map(({ shown }) => <p key={shown}>{shown}</p>)
            )}
          </div>
        </>
      }
    >
      <Pad />
    </Stage>
  );
}
