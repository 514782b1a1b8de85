import { Stage } from '../stage.tsx';
import type { ScreenProps } from './props.ts';

export const NotEligible = ({ told }: ScreenProps<'notEligible'>) => <Stage told={told} outcome="mind" />;
