import { Button, type Mark } from './button.tsx';
import { Icon, type IconName } from './icons.tsx';

export type ChoiceRowProps = {
  readonly title: string;
  readonly note?: string | null;
  /** What the keypad calls it. */
  readonly figure?: number | null;
  readonly icon?: IconName | undefined;
  /** False: the note says why not. */
  readonly open: boolean;
  readonly mark?: Mark | undefined;
  /** Absent: it cannot be touched. */
  readonly onPress?: (() => void) | undefined;
  readonly pressed?: boolean | undefined;
  readonly language?: string | undefined;
};

const Words = ({ title, note, figure, icon, open, touchable }: ChoiceRowProps & { touchable: boolean }) => (
  <>
    {figure === null || figure === undefined ? null : (
      <span className="row-figure" aria-hidden="true">
        {figure}
      </span>
    )}
    {icon ? <Icon name={icon} /> : null}
    <span className="row-words">
      <span className="row-title">{title}</span>
      {note ? (
        <span className="row-note">
          {open ? null : <Icon name="mind" />}
          {note}
        </span>
      ) : null}
    </span>
    {touchable && open ? (
      <span className="row-go">
        <Icon name="forward" />
      </span>
    ) : null}
  </>
);

/** One of several things to choose; the whole row is touchable. What cannot be chosen says why in the same place. */
export function ChoiceRow(props: ChoiceRowProps) {
  const { open, onPress, mark, pressed, language } = props;
  if (!onPress) {
    return (
      <div className={`row row-still${open ? '' : ' row-closed'}`} lang={language}>
        <Words {...props} touchable={false} />
      </div>
    );
  }
  return (
    <div className={`row${open ? '' : ' row-closed'}`}>
      <Button look="row" onPress={onPress} mark={mark} pressed={pressed} language={language}>
        <Words {...props} touchable={pressed === undefined} />
      </Button>
    </div>
  );
}
