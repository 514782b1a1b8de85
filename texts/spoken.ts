import { KEYPAD_KEYS, type KeypadKey } from '#contracts/keypad.ts';
import type { Language } from '#contracts/language.ts';
import type { Action } from '#contracts/screen/actions.ts';
import { actionLabel } from './action-label.ts';
import { type Texts, textsFor } from './format.ts';
import { callLine, callNews } from './tell/call.ts';
import { cardWhereabouts, helpLine, idCardWhereabouts, progressWords, recordingWords } from './tell/frame.ts';
import { handsLine } from './tell/helper.ts';
import { tell } from './tell/tell.ts';
import type { ChoiceTold, SilentScreen, Telling, Words } from './tell/telling.ts';

/** Longest spoken text a screen may carry. */
const MOST = 2_000;
const KEYS_SAID = ['enter', 'cancel', 'clear', 'backspace', 'help'] as const;

/** The figure on a number key; null for the other keys. */
export const figureOf = (key: KeypadKey | undefined): number | null => {
  const figure = key === undefined ? -1 : KEYPAD_KEYS.indexOf(key);
  return figure >= 0 && figure <= 9 ? figure : null;
};

/** A sentence ends with a stop, or the voice runs on. */
function closed(text: string, language: Language): string {
  const trimmed = text.trim();
  if (trimmed === '' || /[。！？：.!?:…]$/.test(trimmed)) return trimmed;
  return `${trimmed}${language === 'zh-CN' ? '。' : '.'}`;
}

const ROWS: ReadonlySet<Action['id']> = new Set(['choose', 'need', 'rate', 'reason']);

/** The action a told choice belongs to: of the display overlay by its place, else that of a row by its number. */
export const actionOfChoice = (screen: SilentScreen, choice: ChoiceTold): Action | undefined =>
  screen.frame.overlay?.kind === 'display'
    ? screen.actions[choice.choice]
    : screen.actions.find((action) => ROWS.has(action.id) && action.choice === choice.choice);

const spokenChoice =
  (screen: SilentScreen, { t }: Texts) =>
  (choice: ChoiceTold): string => {
    const title = choice.title.said;
    const note = choice.note?.said ?? '';
    const number = figureOf(actionOfChoice(screen, choice)?.key);
    if (number === null) return note === '' ? title : t('say.choiceByTouch', { title, note });
    return note === ''
      ? t('say.choice', { number, title })
      : t('say.choiceWithNote', { number, title, note });
  };

/** What each key does now, and what can only be touched. */
function spokenKeys(screen: SilentScreen, texts: Texts): string[] {
  const { t } = texts;
  const { actions } = screen;
  const said = KEYS_SAID.flatMap((key) => {
    const action = actions.find((candidate) => candidate.key === key);
    return action ? [t(`say.key.${key}`, { label: actionLabel(screen, action, texts) })] : [];
  });
  const numbered = actions.flatMap((action) => {
    const number = figureOf(action.key);
    const told = ROWS.has(action.id) || action.id === 'digit' || screen.frame.overlay?.kind === 'display';
    return number === null || told
      ? []
      : [t('say.choice', { number, title: actionLabel(screen, action, texts) })];
  });
  const entry = actions.some((action) => action.id === 'digit') ? [t('say.key.digits')] : [];
  const touched = actions.filter(
    (action) => action.key === undefined && (action.role === 'secondary' || action.role === 'primary'),
  );
  const labels = texts.list(touched.map((action) => actionLabel(screen, action, texts)));
  return [...entry, ...numbered, ...said, ...(labels === '' ? [] : [t('say.touch', { labels })])];
}

function spokenTelling(told: Telling, { t }: Texts): string[] {
  const said = (words: Words | null | undefined) => (words ? [words.said] : []);
  return [
    told.title.said,
    ...said(told.notice?.tone === 'mind' || told.notice?.tone === 'stop' ? told.notice.words : null),
    ...told.lead.map((words) => words.said),
    ...said(told.four?.means),
    ...said(told.four?.can),
    ...said(told.four?.knows),
    ...told.facts.map(({ label, value }) => t('say.fact', { label, value: value.said })),
    ...told.points.map((words) => words.said),
    ...said(told.notice?.tone === 'plain' || told.notice?.tone === 'good' ? told.notice.words : null),
  ];
}

/**
 * The screen for the ear: where one is, what is asked or has happened, the choices with their keypad numbers, what
 * each key does, where card and ID are. Made from the same telling as the picture. At most 2,000 characters.
 */
export function spoken(screen: SilentScreen, language: Language): string {
  const texts = textsFor(language);
  const heard: SilentScreen = { ...screen, frame: { ...screen.frame, language } };
  const told = tell(heard);
  const { frame } = heard;
  const progress = frame.overlay ? null : progressWords(frame, texts);
  const greeting =
    frame.customerName !== null && heard.body.kind === 'menu' && !frame.overlay
      ? [texts.t('frame.greeting', { name: frame.customerName })]
      : [];
  // Who operates the screen stands where it is said that he was called.
  const help = handsLine(frame, texts) ?? (frame.overlay?.kind === 'help' ? null : helpLine(frame, texts));
  const sentences = [
    ...(frame.simulated && heard.body.kind === 'idle' ? [texts.t('say.simulated')] : []),
    ...greeting,
    // First of all: whoever is heard knows it before he speaks.
    recordingWords(frame, texts)?.said ?? '',
    ...(progress ? [progress.count] : []),
    ...spokenTelling(told, texts),
    ...told.choices.map(spokenChoice(heard, texts)),
    ...told.after.map((words) => words.said),
    ...spokenKeys(heard, texts),
    cardWhereabouts(frame, texts)?.said ?? '',
    idCardWhereabouts(frame, texts)?.said ?? '',
    help?.said ?? '',
    // In the call itself it is said above.
    frame.overlay?.kind === 'call' ? '' : (callLine(frame, texts) ?? ''),
    ...callNews(heard, told, texts).map(({ said }) => said),
  ];
  const whole = texts.join(sentences.map((sentence) => closed(sentence, language)));
  return whole.length <= MOST ? whole : whole.slice(0, MOST);
}
