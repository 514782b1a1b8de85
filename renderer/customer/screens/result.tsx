import { outcomeOf } from '#texts/tell/result.ts';
import { FactsTold } from '../facts-told.tsx';
import { ReceiptNotice } from '../receipt-notice.tsx';
import { Stage } from '../stage.tsx';
import type { ScreenProps } from './props.ts';

/** What happened, what it means, what is next, the number to name, and the receipt's own truth once it has one. */
export const Result = ({ body, told }: ScreenProps<'result'>) => (
  <Stage told={told} outcome={outcomeOf(body)} quiet>
    <FactsTold told={told} strong={told.facts.length - 1} />
    <ReceiptNotice told={told} receipt={body.receipt} />
  </Stage>
);
