import { Entry } from '../entry.tsx';
import type { ScreenProps } from './props.ts';

export const EnterCode = ({ body, told }: ScreenProps<'enterCode'>) => (
  <Entry told={told} entered={body.entered} groups={[body.length]} />
);
