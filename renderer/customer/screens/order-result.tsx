import { saleOutcomeOf } from '#texts/tell/sale.ts';
import { FactsTold } from '../facts-told.tsx';
import { ReceiptNotice } from '../receipt-notice.tsx';
import { Stage } from '../stage.tsx';
import type { ScreenProps } from './props.ts';

/** Of the facts so many say what was bought; the others, what to keep. */
const BOUGHT = 2;

export const OrderResult = ({ body, told }: ScreenProps<'orderResult'>) => (
  <Stage
    told={told}
    outcome={saleOutcomeOf(body.outcome)}
    quiet
    beneath={<FactsTold told={{ ...told, facts: told.facts.slice(0, BOUGHT) }} strong={-1} />}
  >
    <FactsTold told={{ ...told, facts: told.facts.slice(BOUGHT) }} strong={-1} />
    <ReceiptNotice told={told} receipt={body.receipt} />
  </Stage>
);
