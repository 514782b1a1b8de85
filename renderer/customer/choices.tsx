import type { Action } from '#contracts/screen/actions.ts';
import { actionOfChoice, figureOf } from '#texts/spoken.ts';
import type { ChoiceTold } from '#texts/tell/telling.ts';
import { ChoiceRow } from '../ui/choice-row.tsx';
import type { IconName } from '../ui/icons.tsx';
import { useVisit } from './visit.tsx';

type Row = { readonly told: ChoiceTold | null; readonly action: Action | undefined };

/** What can be chosen: everything the screen tells of, then any further choice the host lists. */
function rowsOf(told: readonly ChoiceTold[], screen: ReturnType<typeof useVisit>['screen']): Row[] {
  const rows = told.map((choice): Row => ({ told: choice, action: actionOfChoice(screen, choice) }));
  const shown = new Set(rows.map(({ action }) => action));
  const further = screen.actions.filter((action) => action.role === 'choice' && !shown.has(action));
  return [...rows, ...further.map((action): Row => ({ told: null, action }))];
}

export type ChoicesProps = {
  readonly told: readonly ChoiceTold[];
  readonly iconOf?: (choice: ChoiceTold) => IconName | undefined;
  /** For rows that stay in: whether this one is. */
  readonly pressedOf?: (action: Action) => boolean | undefined;
  /** Whether a touch counts now; left out: it does. */
  readonly hears?: () => boolean;
};

export function Choices({ told, iconOf, pressedOf, hears }: ChoicesProps) {
  const { screen, act, label } = useVisit();
  const rows = rowsOf(told, screen);
  if (rows.length === 0) return null;
  const count = rows.length > 8 ? 'many' : rows.length > 4 ? 'several' : rows.length === 4 ? 'four' : 'few';
  return (
    <div className={`rows rows-${count}`}>
      {rows.map(({ told: choice, action }) => (
        <ChoiceRow
          key={action ? `${action.id} ${action.choice ?? ''}` : `told ${choice?.choice ?? ''}`}
          title={choice?.title.shown ?? (action ? label(action) : '')}
          note={choice?.note?.shown ?? null}
          figure={figureOf(action?.key)}
          icon={choice ? iconOf?.(choice) : undefined}
          open={choice?.open ?? true}
          mark={action ? { action: action.id, choice: action.choice } : undefined}
          onPress={
            action
              ? () => {
                  if (hears?.() ?? true) act(action);
                }
              : undefined
          }
          pressed={action ? pressedOf?.(action) : undefined}
        />
      ))}
    </div>
  );
}
