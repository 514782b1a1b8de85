import { FactsTold } from '../facts-told.tsx';
import { Stage } from '../stage.tsx';
import type { ScreenProps } from './props.ts';

/** Why this product is not sold here, calmly, and what else there is. */
export const NotSuitable = ({ body, told }: ScreenProps<'notSuitable'>) => (
  <Stage told={told} outcome={body.why === 'counterOnly' || body.why === 'recordingAway' ? 'person' : 'mind'}>
    <FactsTold told={told} strong={-1} />
  </Stage>
);
