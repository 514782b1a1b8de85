import type { Outcome } from '../../ui/notice.tsx';
import { Stage } from '../stage.tsx';
import type { ScreenProps } from './props.ts';

const MARKS: Readonly<Record<ScreenProps<'ticketGivenUp'>['body']['state'], Outcome | undefined>> = {
  asking: undefined,
  given: 'good',
  following: 'unknown',
  notGiven: 'failed',
};

export const TicketGivenUp = ({ body, told }: ScreenProps<'ticketGivenUp'>) => (
  <Stage told={told} outcome={MARKS[body.state]} />
);
