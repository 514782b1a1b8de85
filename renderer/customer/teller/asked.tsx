import type { CallOutcome } from '#contracts/branch/call-words.ts';
import type { Telling } from '#texts/tell/telling.ts';
import type { Outcome } from '../../ui/notice.tsx';
import { FactsTold } from '../facts-told.tsx';
import { Points, Stage } from '../stage.tsx';

const MARK: Readonly<Record<CallOutcome, Outcome>> = {
  finished: 'good',
  callBack: 'good',
  counter: 'person',
  lapsed: 'mind',
  withdrawn: 'good',
};

/** What the teller asks of the customer, or the last word of a call. */
export const Asked = ({
  told,
  outcome,
}: {
  readonly told: Telling;
  readonly outcome: CallOutcome | null;
}) => (
  <Stage told={told} outcome={outcome === null ? 'person' : MARK[outcome]}>
    {told.points.length > 0 ? <Points told={told} /> : <FactsTold told={told} strong={0} />}
  </Stage>
);
