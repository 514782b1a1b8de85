import { AmountEntry } from '../amount-entry.tsx';
import type { ScreenProps } from './props.ts';

/** Whole yuan, grouped as they are typed, and in words where contracts have them so. */
export const EnterAmount = ({ body, told }: ScreenProps<'enterAmount'>) => (
  <AmountEntry told={told} entered={body.entered} />
);
