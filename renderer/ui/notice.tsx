import { Icon, type IconName } from './icons.tsx';

export type Tone = 'mind' | 'stop' | 'good' | 'plain';
const ICONS: Readonly<Record<Tone, IconName | null>> = {
  mind: 'mind',
  stop: 'mind',
  good: 'check',
  plain: null,
};

/** A sentence that must not be missed; its tone is told by shape, colour and words together. */
export const Notice = ({
  tone,
  text,
  icon,
}: {
  readonly tone: Tone;
  readonly text: string;
  readonly icon?: IconName;
}) => {
  const shape = icon ?? ICONS[tone];
  return (
    <p className={`notice notice-${tone}`}>
      {shape ? <Icon name={shape} /> : null}
      <span>{text}</span>
    </p>
  );
};

/** `unknown`: still to be heard of. `failed`: it was not done. `stop`: the machine has stopped. */
export type Outcome = 'good' | 'unknown' | 'failed' | 'mind' | 'stop' | 'person';
const MARKS: Readonly<Record<Outcome, IconName>> = {
  good: 'check',
  unknown: 'wait',
  failed: 'cross',
  mind: 'mind',
  stop: 'mind',
  person: 'person',
};

/** The outcome before a word is read: by shape and colour, with the words right beneath. */
export const OutcomeMark = ({ outcome }: { readonly outcome: Outcome }) => (
  <span className={`outcome outcome-${outcome}`}>
    <Icon name={MARKS[outcome]} />
  </span>
);
