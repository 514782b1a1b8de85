import type { ActionId } from '#contracts/screen/actions.ts';
import type { IconName } from '../ui/icons.tsx';
import { ActButton } from './act-button.tsx';
import { useVisit } from './visit.tsx';

/** What stands on the left and does not go back. */
const ASIDE: Partial<Record<ActionId, IconName>> = { takeNumber: 'ticket' };

/** Back on the left, a person in the middle, going on at the right: the same place on every screen. */
export function BottomBar() {
  const { screen, texts } = useVisit();
  const of = (role: 'back' | 'help' | 'primary') => screen.actions.filter((action) => action.role === role);
  return (
    <nav className="bottom" aria-label={texts.t('frame.bottomBar')}>
      <div className="bottom-cell">
        {of('back').map((action) => (
          <ActButton
            key={action.id}
            action={action}
            look="secondary"
            icon={ASIDE[action.id] ?? (action.id === 'finish' ? undefined : 'back')}
          />
        ))}
      </div>
      <div className="bottom-cell">
        {of('help').map((action) => (
          <ActButton key={action.id} action={action} look="secondary" icon="person" />
        ))}
      </div>
      <div className="bottom-cell">
        {of('primary').map((action) => (
          <ActButton key={action.id} action={action} look="primary" />
        ))}
      </div>
    </nav>
  );
}
