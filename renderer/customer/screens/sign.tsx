import { useState } from 'react';
import { Notice } from '../../ui/notice.tsx';
import { InkArea } from '../paper/ink-area.tsx';
import { Picture } from '../picture.tsx';
import { Stage } from '../stage.tsx';
import { useVisit } from '../visit.tsx';
import type { ScreenProps } from './props.ts';

/** The signature: a box to write in, or the pad beside the screen. */
export function Sign({ body, told }: ScreenProps<'sign'>) {
  const { t } = useVisit().texts;
  const [full, setFull] = useState(false);
  const { paper, strokes, on } = body;
  return (
    <Stage told={told} shape="wide">
      {on === 'pad' ? (
        <Picture media={{}} />
      ) : (
        <InkArea sha256={paper.sha256} strokes={strokes} hint={t('sign.here')} onFull={() => setFull(true)} />
      )}
      {full && strokes > 0 ? <Notice tone="mind" text={t('sign.full')} /> : null}
    </Stage>
  );
}
