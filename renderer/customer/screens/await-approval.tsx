import type { ApprovalPhase } from '#contracts/screen/approval-bodies.ts';
import type { Outcome } from '../../ui/notice.tsx';
import { FactsTold } from '../facts-told.tsx';
import { Stage } from '../stage.tsx';
import { Waiting } from '../waiting.tsx';
import type { ScreenProps } from './props.ts';

const MARKS: Readonly<Partial<Record<ApprovalPhase, Outcome>>> = {
  seen: 'good',
  unreachable: 'unknown',
  notAsked: 'failed',
  refused: 'failed',
  expired: 'failed',
};
const WAITING: readonly ApprovalPhase[] = ['asking', 'asked', 'unanswered', 'seen', 'unreachable'];

export const AwaitApproval = ({ body, told }: ScreenProps<'awaitApproval'>) => (
  <Stage
    told={told}
    outcome={MARKS[body.phase]}
    beneath={WAITING.includes(body.phase) ? <Waiting /> : undefined}
  >
    <FactsTold told={told} strong={0} />
  </Stage>
);
