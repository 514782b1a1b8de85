import { LANGUAGES } from '#contracts/language.ts';
import type { ActionId } from '#contracts/screen/actions.ts';
import { ActButton } from './act-button.tsx';
import { CallChip } from './teller/chip.tsx';
import { useVisit } from './visit.tsx';

/** Of the frame, and drawn where what they are about stands. */
const ELSEWHERE: readonly ActionId[] = ['stopRecording', 'stopCallRecording', 'openCall'];

/** Language and display: at the top, or in reach mode at the bottom. */
export function FrameActions() {
  const { screen } = useVisit();
  const actions = screen.actions.filter(({ id, role }) => role === 'frame' && !ELSEWHERE.includes(id));
  if (actions.length === 0) return null;
  return (
    <div className="frame-actions">
      {actions.map((action) => {
        const language = action.id === 'setLanguage' ? LANGUAGES[action.choice ?? 0] : undefined;
        return (
          <ActButton
            key={`${action.id} ${action.choice ?? ''}`}
            action={action}
            look="quiet"
            icon={action.id === 'display' ? 'letters' : undefined}
            language={language}
            pressed={language ? language === screen.frame.language : undefined}
          />
        );
      })}
    </div>
  );
}

/** Where one is and what time it is; never more than that and one button. */
export function TopBar() {
  const { screen, texts } = useVisit();
  const { branch, clock, simulated, staffNext, reach } = screen.frame;
  return (
    <div className="top">
      <span className="emblem" aria-hidden="true" />
      <div className="top-words">
        <span className="branch">{texts.pick(branch)}</span>
        <span className="top-small">
          <time>{clock}</time>
          {staffNext ? <span>{texts.t('frame.staffNext')}</span> : null}
          {simulated ? <span className="tag">{texts.t('frame.simulated')}</span> : null}
        </span>
      </div>
      {reach ? null : (
        <>
          <CallChip />
          <FrameActions />
        </>
      )}
    </div>
  );
}
