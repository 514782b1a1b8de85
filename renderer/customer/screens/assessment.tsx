import { saleOutcomeOf } from '#texts/tell/sale.ts';
import { Choices } from '../choices.tsx';
import { FactsTold } from '../facts-told.tsx';
import { ReceiptNotice } from '../receipt-notice.tsx';
import { Points, Stage } from '../stage.tsx';
import type { ScreenProps } from './props.ts';

/** What is known of the customer's class, and that he answers himself. */
export const AssessmentStanding = ({ told }: ScreenProps<'assessmentStanding'>) => (
  <Stage told={told}>
    <FactsTold told={told} strong={0} />
    <Points told={told} />
  </Stage>
);

/** One question of the bank, its answers as rows; the one of before is marked. */
export const AssessmentQuestion = ({ body, told }: ScreenProps<'assessmentQuestion'>) => (
  <Stage told={told} shape="wide">
    <Choices
      told={told.choices}
      pressedOf={({ choice }) => (body.chosen === null ? undefined : choice === body.chosen)}
    />
  </Stage>
);

export const AssessmentResult = ({ body, told }: ScreenProps<'assessmentResult'>) => (
  <Stage told={told} outcome={saleOutcomeOf(body.outcome)} quiet>
    <FactsTold told={told} strong={-1} />
    <ReceiptNotice told={told} receipt={body.receipt} />
  </Stage>
);
