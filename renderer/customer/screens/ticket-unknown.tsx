import { Stage } from '../stage.tsx';
import { Waiting } from '../waiting.tsx';
import type { ScreenProps } from './props.ts';

export const TicketUnknown = ({ told }: ScreenProps<'ticketUnknown'>) => (
  <Stage told={told} outcome="unknown" beneath={<Waiting />} />
);
