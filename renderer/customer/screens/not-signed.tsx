import { FactsTold } from '../facts-told.tsx';
import { Stage } from '../stage.tsx';
import type { ScreenProps } from './props.ts';

/** The customer's own wish: nothing failed. */
const WANTED: ReadonlySet<ScreenProps<'notSigned'>['body']['why']> = new Set([
  'declined',
  'recordingDeclined',
  'recordingStopped',
]);

/** Nothing was signed, nothing was done; and the ways on. */
export const NotSigned = ({ body, told }: ScreenProps<'notSigned'>) => (
  <Stage told={told} outcome={WANTED.has(body.why) ? undefined : 'failed'}>
    <FactsTold told={told} strong={0} />
  </Stage>
);
