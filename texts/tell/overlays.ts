import { LANGUAGES } from '#contracts/language.ts';
import type { Action, ActionId } from '#contracts/screen/actions.ts';
import type { Frame } from '#contracts/screen/frame.ts';
import type { ScreenKind } from '#contracts/screen/screen.ts';
import { type ChoiceTold, type Telling, type Telltale, telling } from './telling.ts';
import { plain, referenceWords } from './words.ts';

type Overlay = NonNullable<Frame['overlay']>;
type OverlayOf<Kind extends Overlay['kind']> = Extract<Overlay, { kind: Kind }>;

/** Help: what is known about the call, on evidence only, or what this step is about. */
export function help(kind: ScreenKind, { texts: { t }, frame, actions, counter }: Telltale): Telling {
  const { state, reference } = frame.help;
  const after = complainsLater(kind, actions) ? [plain(t('help.complainLater'))] : [];
  if (state === 'none') {
    return telling({ title: plain(t('help.none.title')), lead: [plain(t(`explain.${kind}`))], after });
  }
  return telling({
    after,
    title: plain(t(`help.${state}.title`)),
    lead: [plain(t(`help.${state}.lead`, { counter }))],
    facts: reference === null ? [] : [{ label: t('frame.reference'), value: referenceWords(reference) }],
  });
}

/** Screens after which there is nothing to finish first, or which are about a complaint already. */
const NOT_LATER: ReadonlySet<ScreenKind> = new Set<ScreenKind>([
  'starting',
  'outOfService',
  'idle',
  'farewell',
  'ratingReasons',
  'complaintSubject',
  'complaintWish',
  'complaintPhone',
  'complaintReview',
  'complaintFiled',
  'complaintNotFiled',
  'complaintUnknown',
]);

/** In the middle of something a complaint would break it off: then it is said how it is made all the same. */
const complainsLater = (kind: ScreenKind, actions: readonly Action[]): boolean =>
  !NOT_LATER.has(kind) && !actions.some(({ id }) => id === 'complain');

/** Each way the screen can be changed, with how it is now. */
export function display({ texts: { t }, frame, actions }: Telltale): Telling {
  const toggles: Readonly<Partial<Record<ActionId, boolean>>> = {
    toggleTextSize: frame.textSize === 'elder',
    toggleContrast: frame.contrast === 'high',
    toggleReach: frame.reach,
  };
  const row = (action: Action): ChoiceTold[] => {
    if (action.id === 'setLanguage') {
      const language = LANGUAGES[action.choice ?? 0];
      if (!language) return [];
      const used = language === frame.language;
      return [
        {
          choice: actions.indexOf(action),
          title: plain(t(`language.${language}`)),
          note: used ? plain(t('display.inUse')) : null,
          open: true,
        },
      ];
    }
    const on = toggles[action.id];
    if (on === undefined) return [];
    return [
      {
        choice: actions.indexOf(action),
        title: plain(
          t(
            action.id === 'toggleTextSize'
              ? 'action.toggleTextSize'
              : action.id === 'toggleContrast'
                ? 'action.toggleContrast'
                : 'action.toggleReach',
          ),
        ),
        note: plain(t(on ? 'display.on' : 'display.off')),
        open: true,
      },
    ];
  };
  return telling({ title: plain(t('display.title')), choices: actions.flatMap(row) });
}

/** Are you still there: how long, and what happens to card and ID. */
export function attention(overlay: OverlayOf<'attention'>, { texts: { t }, frame }: Telltale): Telling {
  const after = [
    // What is not seen is not promised.
    ...(frame.card && frame.card.where !== 'unseen' ? [t('attention.card')] : []),
    ...(frame.idCard === 'onReader' ? [t('attention.idCard')] : []),
    ...(overlay.extensionsLeft === 0 ? [t('attention.noMore')] : []),
  ];
  return telling({
    title: plain(t('attention.title')),
    lead: [plain(t('attention.lead', { seconds: overlay.secondsLeft }))],
    after: after.map(plain),
  });
}
