import { saleOutcomeOf } from '#texts/tell/sale.ts';
import { FactsTold } from '../facts-told.tsx';
import { ReceiptNotice } from '../receipt-notice.tsx';
import { Points, Stage } from '../stage.tsx';
import type { ScreenProps } from './props.ts';

/** How much comes back and where to, once more before it is final. */
export const ReviewWithdrawal = ({ told }: ScreenProps<'reviewWithdrawal'>) => (
  <Stage told={told} beneath={<Points told={told} />}>
    <FactsTold told={told} strong={0} />
  </Stage>
);

/** The last of the facts are what to keep; the others say which order it was. */
const KEPT = 2;

export const WithdrawalResult = ({ body, told }: ScreenProps<'withdrawalResult'>) => (
  <Stage
    told={told}
    outcome={saleOutcomeOf(body.outcome)}
    quiet
    beneath={<FactsTold told={{ ...told, facts: told.facts.slice(0, -KEPT) }} strong={-1} />}
  >
    <FactsTold told={{ ...told, facts: told.facts.slice(-KEPT) }} strong={-1} />
    <ReceiptNotice told={told} receipt={body.receipt} />
  </Stage>
);
