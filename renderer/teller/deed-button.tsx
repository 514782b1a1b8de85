import { createContext, type ReactNode, useContext, useEffect, useRef } from 'react';
import { DEEDS, type Deed, deedOf, shownKey } from './keys.ts';

/** What the page can do now, and the way to do it. */
export type Deeds = {
  readonly can: (deed: Deed) => boolean;
  readonly run: (deed: Deed) => void;
};
const DeedsContext = createContext<Deeds>({ can: () => false, run: () => {} });
export const DeedsProvider = DeedsContext.Provider;

type Props = {
  readonly deed: Deed;
  readonly kind?: 'primary' | 'plain' | 'stop';
  readonly pressed?: boolean;
  readonly children: ReactNode;
};

/** One deed with its key on it. It stays in the reach of Tab while it cannot be done, so that the hands find it. */
export function DeedButton({ deed, kind = 'plain', pressed, children }: Props) {
  const { can, run } = useContext(DeedsContext);
  return (
    <button
      type="button"
      className={`deed deed-${kind}`}
      data-deed={deed}
      data-home={kind === 'primary' ? true : undefined}
      aria-disabled={!can(deed)}
      aria-pressed={pressed}
      aria-keyshortcuts={DEEDS[deed]}
      // The second click of a double click belongs to the first.
      onClick={(event) => {
        if (event.detail < 2 && can(deed)) run(deed);
      }}
    >
      <span>{children}</span>
      <kbd>{shownKey(DEEDS[deed])}</kbd>
    </button>
  );
}

/** Hears the keys of the desk, wherever the keyboard is; under an open dialog they rest. */
export function useDeedKeys({ can, run }: Deeds): void {
  const latest = useRef({ can, run });
  useEffect(() => {
    latest.current = { can, run };
  });
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const deed = deedOf(event);
      if (!deed || event.defaultPrevented) return;
      event.preventDefault();
      if (event.repeat || document.querySelector('dialog[open]')) return;
      if (latest.current.can(deed)) latest.current.run(deed);
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, []);
}
