import { FactsTold } from '../facts-told.tsx';
import { Stage } from '../stage.tsx';
import type { ScreenProps } from './props.ts';

/** A helper did too much: the service has ended, and there are ways on. */
export const HelperOverstepped = ({ told }: ScreenProps<'helperOverstepped'>) => (
  <Stage told={told} outcome="mind">
    <FactsTold told={told} strong={0} />
  </Stage>
);
