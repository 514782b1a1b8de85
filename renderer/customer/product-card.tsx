import type { Action } from '#contracts/screen/actions.ts';
import type { BodyOf } from '#contracts/screen/screen.ts';
import { figureOf } from '#texts/spoken.ts';
import type { ChoiceTold } from '#texts/tell/telling.ts';
import { moneyWords } from '#texts/tell/words.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icons.tsx';
import { RangeBar } from './range-bar.tsx';
import { useVisit } from './visit.tsx';

export type ProductCardProps = {
  readonly product: BodyOf<'chooseProduct'>['products'][number];
  readonly told: ChoiceTold;
  readonly action: Action;
  readonly onPress: () => void;
};

/** One product, touchable as a whole. One that does not fit can be touched too: why it does not is told then. */
export function ProductCard({ product, told, action, onPress }: ProductCardProps) {
  const { texts } = useVisit();
  const { t } = texts;
  const figure = figureOf(action.key);
  return (
    <div className={product.fits ? 'product' : 'product product-unfit'}>
      <Button look="row" onPress={onPress} mark={{ action: action.id, choice: action.choice }}>
        {figure === null ? null : (
          <span className="row-figure" aria-hidden="true">
            {figure}
          </span>
        )}
        <span className="product-words">
          <span className="row-title">{told.title.shown}</span>
          <span className="row-note">{told.note?.shown}</span>
          <span className="product-line">
            <span className="product-fits">
              <Icon name={product.fits ? 'check' : 'mind'} />
              {t(product.fits ? 'chooseProduct.fits' : 'chooseProduct.unfit')}
            </span>
            <span className="row-note">
              {t('chooseProduct.from', { amount: moneyWords(product.minimumFen, texts).shown })}
            </span>
          </span>
        </span>
        <RangeBar range={product.range} />
      </Button>
    </div>
  );
}
