import { ProductCard } from '../product-card.tsx';
import { Stage } from '../stage.tsx';
import { useVisit } from '../visit.tsx';
import type { ScreenProps } from './props.ts';

/** What is on sale: risk, term and estimated range of each, and whether it is within the customer's class. */
export function ChooseProduct({ body, told }: ScreenProps<'chooseProduct'>) {
  const { screen, act } = useVisit();
  return (
    <Stage told={told} shape="wide">
      {body.products.length === 0 ? null : (
        <div className="products">
          {body.products.map((product, index) => {
            const choice = told.choices[index];
            const action = screen.actions.find(
              (candidate) => candidate.id === 'choose' && candidate.choice === product.place,
            );
            return choice && action ? (
              <ProductCard
                key={product.place}
                product={product}
                told={choice}
                action={action}
                onPress={() => act(action)}
              />
            ) : null;
          })}
        </div>
      )}
    </Stage>
  );
}
