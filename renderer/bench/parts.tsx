import { type ReactNode, useId } from 'react';

export type Tone = 'go' | 'mind' | 'stop' | 'faint';

type ActProps = {
  readonly onPress: () => void;
  readonly children: ReactNode;
  readonly tone?: Tone | undefined;
  /** The whole name, where the button shows only a part of it; it begins with what is shown. */
  readonly ear?: string | undefined;
};

/**
 * A small button of the bench. Never disabled: what is not possible now is answered in words, and the focus stays
 * where it was.
 */
export const Act = ({ onPress, children, tone, ear }: ActProps) => (
  <button
    type="button"
    className={tone ? `act act-${tone}` : 'act'}
    onClick={onPress}
    {...(ear === undefined ? {} : { 'aria-label': ear })}
  >
    {children}
  </button>
);

type PanelProps = {
  readonly title: string;
  /** A word on how it stands, beside the title. */
  readonly note?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
};

export function Panel({ title, note, className, children }: PanelProps) {
  const id = useId();
  return (
    <section className={className ? `panel ${className}` : 'panel'} aria-labelledby={id}>
      <div className="panel-head">
        <h2 id={id}>{title}</h2>
        {note ? <p className="quiet">{note}</p> : null}
      </div>
      {children}
    </section>
  );
}

/** A name of one of the people; they are Chinese, or as the card has them. */
export const Name = ({ children }: { readonly children: string }) => <span lang="zh-CN">{children}</span>;

type Choices<Value extends string | number> = {
  readonly legend: string;
  readonly name: string;
  readonly now: Value;
  readonly onChoose: (value: Value) => void;
  readonly options: readonly {
    readonly value: Value;
    readonly content: ReactNode;
    readonly ear?: string | undefined;
  }[];
  readonly className: string;
  readonly legendShown?: boolean;
};

/** One of several; arrow keys go from one to the next. */
export const Choice = <Value extends string | number>(props: Choices<Value>) => {
  const { legend, name, now, onChoose, options, className, legendShown = false } = props;
  return (
    <fieldset className={className}>
      <legend className={legendShown ? 'legend' : 'heard-only'}>{legend}</legend>
      {options.map(({ value, content, ear }) => (
        <label className="choice" key={value}>
          <input
            type="radio"
            name={name}
            checked={value === now}
            onChange={() => onChoose(value)}
            {...(ear === undefined ? {} : { 'aria-label': ear })}
          />
          <span className="choice-face">{content}</span>
        </label>
      ))}
    </fieldset>
  );
};

type TickProps = {
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
  readonly children: ReactNode;
};

export const Tick = ({ on, onChange, children }: TickProps) => (
  <label className="tick">
    <input type="checkbox" checked={on} onChange={(event) => onChange(event.currentTarget.checked)} />
    <span>{children}</span>
  </label>
);
