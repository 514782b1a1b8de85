import type { KeypadKey } from '#contracts/keypad.ts';
import { LANGUAGES } from '#contracts/language.ts';
import type { Action, ActionId } from '#contracts/screen/actions.ts';
import type { Frame } from '#contracts/screen/frame.ts';
import type { Body } from '#contracts/screen/screen.ts';
import { SERVICES } from '#contracts/services/catalogue.ts';
import type { ServiceId } from '#contracts/services/service.ts';

/** One screen of the gallery, with the actions the host would list for it. */
export type Example = {
  /** In the address: `#idle`. */
  readonly name: string;
  readonly frame: Frame;
  readonly body: Body;
  readonly actions: readonly Action[];
};

const DIGITS = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
] as const satisfies readonly KeypadKey[];

const keyAt = (place: number): { key?: KeypadKey } => {
  const key = place < 9 ? DIGITS[place + 1] : undefined;
  return key ? { key } : {};
};

export const primary = (id: ActionId): Action => ({ id, role: 'primary', key: 'enter' });
export const back = (id: ActionId = 'back'): Action => ({ id, role: 'back', key: 'cancel' });
export const secondary = (id: ActionId, key?: KeypadKey): Action => ({
  id,
  role: 'secondary',
  ...(key ? { key } : {}),
});
export const aside = (id: ActionId, key: KeypadKey): Action => ({ id, role: 'back', key });
export const choose = (choice: number, place = choice): Action => ({
  id: 'choose',
  role: 'choice',
  choice,
  ...keyAt(place),
});
export const option = (id: ActionId, place: number): Action => ({ id, role: 'choice', ...keyAt(place) });
/** The last row of a list: as a tenth it has 0. */
export const lastOption = (id: ActionId, place: number): Action =>
  place === 9 ? { ...option(id, place), key: 'zero' } : option(id, place);
export const languages = (role: 'frame' | 'choice'): Action[] =>
  LANGUAGES.map((_, choice) => ({ id: 'setLanguage', role, choice, ...keyAt(choice) }));
export const entry: readonly Action[] = [
  ...DIGITS.map((key, choice): Action => ({ id: 'digit', role: 'entry', choice, key })),
  { id: 'backspace', role: 'entry', key: 'backspace' },
  { id: 'clear', role: 'entry', key: 'clear' },
];
export const help: Action = { id: 'help', role: 'help', key: 'help' };
const display: Action = { id: 'display', role: 'frame', key: 'clear' };
const displayByTouch: Action = { id: 'display', role: 'frame' };

export const plainFrame: Frame = {
  branch: { zh: '样例银行城南支行', en: 'Sample Bank, Chengnan branch' },
  counter: { zh: '大堂服务台', en: 'the service desk in the lobby' },
  clock: '14:05',
  language: 'zh-CN',
  textSize: 'normal',
  contrast: 'normal',
  reach: false,
  simulated: false,
  card: null,
  idCard: 'none',
  customerName: null,
  progress: null,
  slot: null,
  help: { state: 'none', reference: null },
  overlay: null,
};

/** The frame once somebody is known and the ID card lies on the reader. */
export const known: Partial<Frame> = { customerName: '许念安', idCard: 'onReader' };

/** Where in a service one is, by its declared steps. */
export function at(service: ServiceId, step: string): Partial<Frame> {
  const { steps, approval } = SERVICES[service];
  const position = steps.indexOf(step === approval?.step ? approval.at : step) + 1;
  return { ...known, progress: { service, step, position, of: steps.length } };
}

/** An example as the host's ladder would make it: its own actions, then help and display. */
export function example(
  name: string,
  body: Body,
  actions: readonly Action[],
  frame: Partial<Frame> = {},
): Example {
  const whole = { ...plainFrame, ...frame };
  const typing = actions.some(({ role, key }) => role === 'entry' || key === 'clear');
  return {
    name,
    frame: whole,
    body,
    actions: whole.overlay ? actions : [...actions, help, typing ? displayByTouch : display],
  };
}
