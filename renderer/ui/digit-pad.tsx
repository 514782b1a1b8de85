import { Button } from './button.tsx';
import { Icon } from './icons.tsx';

export type DigitPadProps = {
  readonly onDigit: (digit: number) => void;
  /** Absent: the host does not offer it now. */
  readonly onBackspace?: (() => void) | undefined;
  readonly onClear?: (() => void) | undefined;
  readonly backspaceLabel: string;
  readonly clearLabel: string;
};

const Digit = ({ digit, onDigit }: { readonly digit: number; readonly onDigit: (digit: number) => void }) => (
  <Button look="key" mark={{ action: 'digit', choice: digit }} onPress={() => onDigit(digit)}>
    {digit}
  </Button>
);

/** Laid out like the keypad beside it and like every telephone. */
export const DigitPad = ({ onDigit, onBackspace, onClear, backspaceLabel, clearLabel }: DigitPadProps) => (
  <div className="pad">
    {[1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => (
      <Digit key={digit} digit={digit} onDigit={onDigit} />
    ))}
    {onClear ? (
      <Button look="key" mark={{ action: 'clear' }} onPress={onClear}>
        <span className="pad-word">{clearLabel}</span>
      </Button>
    ) : (
      <span />
    )}
    <Digit digit={0} onDigit={onDigit} />
    {onBackspace ? (
      <Button look="key" mark={{ action: 'backspace' }} onPress={onBackspace} label={backspaceLabel}>
        <span className="pad-word">
          <Icon name="rubOut" />
          {backspaceLabel}
        </span>
      </Button>
    ) : (
      <span />
    )}
  </div>
);
