import { Notice } from '../../ui/notice.tsx';
import { FactsTold } from '../facts-told.tsx';
import { Stage } from '../stage.tsx';
import type { ScreenProps } from './props.ts';

export const CardRetained = ({ told }: ScreenProps<'cardRetained'>) => (
  <Stage told={told} outcome="mind" quiet>
    <FactsTold told={told} strong={0} />
    {told.notice ? <Notice tone={told.notice.tone} text={told.notice.words.shown} icon="receipt" /> : null}
  </Stage>
);
