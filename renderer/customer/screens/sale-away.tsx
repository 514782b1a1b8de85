import { Stage } from '../stage.tsx';
import type { ScreenProps } from './props.ts';

export const SaleAway = ({ told }: ScreenProps<'saleAway'>) => <Stage told={told} outcome="failed" />;
