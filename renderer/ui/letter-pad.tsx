import { LETTERS } from '#contracts/screen/finding-bodies.ts';
import { Button } from './button.tsx';
import { Icon } from './icons.tsx';

/** Letters on the keys of a telephone and of a keypad (ITU-T E.161), by figure. */
const ON_FIGURES = ['', '', 'abc', 'def', 'ghi', 'jkl', 'mno', 'pqrs', 'tuv', 'wxyz'] as const;
const FIGURES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 0] as const;
const BLANK = LETTERS.indexOf(' ');

export type LetterPadProps = {
  readonly onLetter: (choice: number) => void;
  readonly onDigit: (digit: number) => void;
  readonly onBackspace: () => void;
  readonly onClear: () => void;
  readonly blankLabel: string;
  readonly backspaceLabel: string;
  readonly clearLabel: string;
};

/**
 * Letters in their order, which nobody has to have learnt to type for; figures with the letters they stand for, as on
 * the keypad beside it.
 */
export const LetterPad = ({
  onLetter,
  onDigit,
  onBackspace,
  onClear,
  blankLabel,
  backspaceLabel,
  clearLabel,
}: LetterPadProps) => (
  <div className="letters">
    {FIGURES.map((digit) => (
      <Button key={digit} look="key" mark={{ action: 'digit', choice: digit }} onPress={() => onDigit(digit)}>
        <span className="letters-figure">
          {digit}
          <small>{ON_FIGURES[digit]}</small>
        </span>
      </Button>
    ))}
    {[...LETTERS].slice(0, BLANK).map((letter, choice) => (
      <Button key={letter} look="key" mark={{ action: 'letter', choice }} onPress={() => onLetter(choice)}>
        {letter.toUpperCase()}
      </Button>
    ))}
    <Button look="key" mark={{ action: 'clear' }} onPress={onClear}>
      <span className="pad-word">{clearLabel}</span>
    </Button>
    <Button look="key" mark={{ action: 'letter', choice: BLANK }} onPress={() => onLetter(BLANK)}>
      <span className="pad-word">{blankLabel}</span>
    </Button>
    <Button look="key" mark={{ action: 'backspace' }} onPress={onBackspace} label={backspaceLabel}>
      <Icon name="rubOut" />
    </Button>
  </div>
);
