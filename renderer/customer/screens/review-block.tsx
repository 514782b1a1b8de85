import { formatCard } from '#texts/format.ts';
import { CardFace } from '../../ui/card-face.tsx';
import { Points, Stage } from '../stage.tsx';
import { useVisit } from '../visit.tsx';
import type { ScreenProps } from './props.ts';

/** The card itself, then what confirming does to it. */
export function ReviewBlock({ body, told }: ScreenProps<'reviewBlock'>) {
  const { t, pick } = useVisit().texts;
  const { last4, product, kind } = body.card;
  return (
    <Stage
      told={told}
      beneath={<CardFace product={pick(product)} kind={t(`card.${kind}`)} number={formatCard(last4)} />}
    >
      <Points told={told} />
    </Stage>
  );
}
