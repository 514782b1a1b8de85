import type { Action } from '#contracts/screen/actions.ts';
import { Button, type ButtonLook } from '../ui/button.tsx';
import type { IconName } from '../ui/icons.tsx';
import { useVisit } from './visit.tsx';

export type ActButtonProps = {
  readonly action: Action;
  readonly look: ButtonLook;
  readonly icon?: IconName | undefined;
  readonly pressed?: boolean | undefined;
  readonly language?: string | undefined;
};

/** The button of one action the host lists. */
export function ActButton({ action, look, icon, pressed, language }: ActButtonProps) {
  const { act, label } = useVisit();
  return (
    <Button
      look={look}
      icon={icon}
      pressed={pressed}
      language={language}
      mark={{ action: action.id, choice: action.choice }}
      onPress={() => act(action)}
    >
      <span>{label(action)}</span>
    </Button>
  );
}
