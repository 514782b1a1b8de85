import type { ReactNode } from 'react';
import { Button as Pressable } from 'react-aria-components/Button';
import type { IconName } from './icons.tsx';
import { Icon } from './icons.tsx';

export type ButtonLook = 'primary' | 'secondary' | 'quiet' | 'key' | 'row';

/** What a button stands for on the page, for the host's tests and for whoever tries the page from outside. */
export type Mark = { readonly action: string; readonly choice?: number | undefined };

export type ButtonProps = {
  readonly look: ButtonLook;
  readonly onPress: () => void;
  readonly mark?: Mark | undefined;
  readonly icon?: IconName | undefined;
  readonly children: ReactNode;
  /** For a button that stays in: on or off. */
  readonly pressed?: boolean | undefined;
  readonly label?: string | undefined;
  readonly language?: string | undefined;
};

/** A touch must start and end inside; the pressed look comes with the touch itself. */
export function Button({ look, onPress, mark, icon, children, pressed, label, language }: ButtonProps) {
  return (
    <Pressable
      className={`button button-${look}`}
      onPress={onPress}
      {...(mark ? { 'data-action': mark.action } : {})}
      {...(mark?.choice === undefined ? {} : { 'data-choice': mark.choice })}
      {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
      {...(label === undefined ? {} : { 'aria-label': label })}
      {...(language === undefined ? {} : { lang: language })}
    >
      {icon ? <Icon name={icon} /> : null}
      {children}
    </Pressable>
  );
}
