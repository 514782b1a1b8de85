import { LETTERS } from '#contracts/screen/finding-bodies.ts';
import { Button } from './button.tsx';
import { Icon } from './icons.tsx';

export type CodePadProps = {
  readonly onLetter: (choice: number) => void;
  readonly onDigit: (digit: number) => void;
  readonly onBackspace: () => void;
  readonly onClear: () => void;
  readonly backspaceLabel: string;
  readonly clearLabel: string;
};

const FIGURES = [2, 3, 4, 5, 6, 7, 8, 9] as const;
/** Without I and O, which look like 1 and 0. */
const CODE_LETTERS = [...LETTERS].filter((letter) => /[a-hj-np-z]/.test(letter));

/** The characters a case code can have and no others, in their order; seven to a row, so that each is wide enough for a finger. */
export const CodePad = ({
  onLetter,
  onDigit,
  onBackspace,
  onClear,
  backspaceLabel,
  clearLabel,
}: CodePadProps) => (
  <div className="code-pad">
    {FIGURES.map((digit) => (
      <Button key={digit} look="key" mark={{ action: 'digit', choice: digit }} onPress={() => onDigit(digit)}>
        {digit}
      </Button>
    ))}
    {CODE_LETTERS.map((letter) => {
      const choice = LETTERS.indexOf(letter);
      return (
        <Button key={letter} look="key" mark={{ action: 'letter', choice }} onPress={() => onLetter(choice)}>
          {letter.toUpperCase()}
        </Button>
      );
    })}
    <Button look="key" mark={{ action: 'clear' }} onPress={onClear}>
      <span className="pad-word">{clearLabel}</span>
    </Button>
    <Button look="key" mark={{ action: 'backspace' }} onPress={onBackspace} label={backspaceLabel}>
      <Icon name="rubOut" />
    </Button>
  </div>
);
