import { saleOutcomeOf } from '#texts/tell/sale.ts';
import { Notice } from '../../ui/notice.tsx';
import { FactsTold } from '../facts-told.tsx';
import { Stage } from '../stage.tsx';
import type { ScreenProps } from './props.ts';

export const OrderResult = ({ body, told }: ScreenProps<'orderResult'>) => (
  <Stage told={told} outcome={saleOutcomeOf(body.outcome)} quiet>
    <FactsTold told={told} strong={-1} />
    {told.notice && body.receipt !== 'offered' ? (
      <Notice tone={told.notice.tone} text={told.notice.words.shown} icon="receipt" />
    ) : null}
  </Stage>
);
