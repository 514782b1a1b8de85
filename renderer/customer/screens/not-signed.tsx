import { FactsTold } from '../facts-told.tsx';
import { Stage } from '../stage.tsx';
import type { ScreenProps } from './props.ts';

/** Nothing was signed, nothing was done; and the ways on. */
export const NotSigned = ({ body, told }: ScreenProps<'notSigned'>) => (
  <Stage told={told} outcome={body.why === 'declined' ? undefined : 'failed'}>
    <FactsTold told={told} strong={0} />
  </Stage>
);
