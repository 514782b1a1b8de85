import { KEYS, type KeyDeed } from './keys.ts';

type Props = {
  readonly deed: KeyDeed;
  readonly label: string;
  readonly can: boolean;
  readonly busy: boolean;
  readonly run: (deed: KeyDeed) => void;
  readonly kind?: 'primary' | 'plain' | 'stop';
};

/** One act with its key on it. It stays in the reach of Tab while it cannot be done, so that the hands find it. */
export function ActButton({ deed, label, can, busy, run, kind = 'plain' }: Props) {
  return (
    <button
      type="button"
      className={`deed deed-${kind}`}
      data-deed={deed}
      data-primary={kind === 'primary'}
      aria-disabled={!can || busy}
      // The second click of a double click belongs to the first.
      onClick={(event) => event.detail < 2 && run(deed)}
    >
      <span>{label}</span>
      <kbd>{KEYS[deed].replace('Shift+', '⇧')}</kbd>
    </button>
  );
}
