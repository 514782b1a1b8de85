import type { ReactNode } from 'react';

type ActProps = {
  readonly onPress: () => void;
  readonly children: ReactNode;
  readonly pressed?: boolean | undefined;
  readonly tone?: 'go' | 'stop' | 'mind' | undefined;
  readonly disabled?: boolean | undefined;
};

/** A small button of the bench: mouse and keyboard, dense. */
export const Act = ({ onPress, children, pressed, tone, disabled }: ActProps) => (
  <button
    type="button"
    className={`act${tone ? ` act-${tone}` : ''}`}
    aria-pressed={pressed}
    disabled={disabled}
    onClick={onPress}
  >
    {children}
  </button>
);

type PanelProps = {
  readonly title: string;
  readonly note?: string | undefined;
  readonly children: ReactNode;
};

export const Panel = ({ title, note, children }: PanelProps) => (
  <section className="panel">
    <h2>
      {title}
      {note ? <span className="panel-note">{note}</span> : null}
    </h2>
    {children}
  </section>
);
