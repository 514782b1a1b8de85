import { Stage } from '../stage.tsx';
import { Waiting } from '../waiting.tsx';
import type { ScreenProps } from './props.ts';

export const Starting = ({ told }: ScreenProps<'starting'>) => (
  <Stage told={told}>
    <Waiting />
  </Stage>
);
