import { LANGUAGES } from '#contracts/language.ts';
import type { Action } from '#contracts/screen/actions.ts';
import type { Telling } from '#texts/tell/telling.ts';
import { Choices } from '../choices.tsx';
import { Stage } from '../stage.tsx';
import { useVisit } from '../visit.tsx';

export function DisplayOverlay({ told }: { readonly told: Telling }) {
  const { frame } = useVisit().screen;
  const pressedOf = (action: Action): boolean | undefined => {
    if (action.id === 'setLanguage') return LANGUAGES[action.choice ?? 0] === frame.language;
    if (action.id === 'toggleTextSize') return frame.textSize === 'elder';
    if (action.id === 'toggleContrast') return frame.contrast === 'high';
    return action.id === 'toggleReach' ? frame.reach : undefined;
  };
  return (
    <Stage told={told} shape="wide">
      <Choices told={told.choices} pressedOf={pressedOf} />
    </Stage>
  );
}
