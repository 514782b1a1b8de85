import { Choices } from '../choices.tsx';
import { Stage } from '../stage.tsx';
import { useVisit } from '../visit.tsx';
import type { ScreenProps } from './props.ts';

/** Both sizes side by side: the eye decides, not the age. */
export function ElderOffer({ told }: ScreenProps<'elderOffer'>) {
  const { t } = useVisit().texts;
  return (
    <Stage told={told}>
      <div className="samples" aria-hidden="true">
        <span className="sample sample-large">{t('elderOffer.sampleLarge')}</span>
        <span className="sample">{t('elderOffer.sampleNormal')}</span>
      </div>
      <Choices told={told.choices} />
    </Stage>
  );
}
