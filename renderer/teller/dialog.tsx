import { type ReactNode, useEffect, useRef } from 'react';

type Props = {
  readonly title: string;
  readonly name: string;
  readonly cancel: string;
  readonly close: () => void;
  /** The way back has the keyboard first: what is asked is not to be hit by accident. */
  readonly careful?: boolean;
  readonly children: ReactNode;
};

/** A question over the desk: the keyboard is in it until it is answered or left by Escape. */
export function Dialog({ title, name, cancel, close, careful = false, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
    dialog.current?.querySelector<HTMLElement>('[data-first]')?.focus();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="ask-box"
      data-dialog={name}
      aria-labelledby="dialog-title"
      onClose={close}
    >
      <h2 id="dialog-title">{title}</h2>
      {children}
      <button
        type="button"
        className="plain"
        data-first={careful ? true : undefined}
        onClick={() => dialog.current?.close()}
      >
        {cancel} <kbd>Esc</kbd>
      </button>
    </dialog>
  );
}
