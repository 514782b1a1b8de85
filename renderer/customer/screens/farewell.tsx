import { Stage } from '../stage.tsx';
import type { ScreenProps } from './props.ts';

export const Farewell = ({ body, told }: ScreenProps<'farewell'>) => (
  <Stage told={told} outcome={body.why === 'finished' ? 'good' : body.why === 'fault' ? 'mind' : undefined} />
);
