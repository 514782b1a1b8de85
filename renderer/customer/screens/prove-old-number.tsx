import { FactsTold } from '../facts-told.tsx';
import { Stage } from '../stage.tsx';
import type { ScreenProps } from './props.ts';

export const ProveOldNumber = ({ body, told }: ScreenProps<'proveOldNumber'>) => (
  <Stage told={told}>
    <FactsTold told={told} strong={body.oldPhone === null ? 1 : 0} />
  </Stage>
);
