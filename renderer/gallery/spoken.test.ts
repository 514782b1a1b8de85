import { describe, expect, test } from 'vitest';
import { LANGUAGES, type Language } from '#contracts/language.ts';
import type { Screen } from '#contracts/screen/screen.ts';
import { EXAMPLES, exampleScreen } from './examples.ts';

const FIGURES = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const KEY_NAMES: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  'zh-CN': { enter: '确认键', cancel: '取消键', help: '帮助键', clear: '清除键', backspace: '退格键' },
  en: {
    enter: 'Enter key',
    cancel: 'Cancel key',
    help: 'Help key',
    clear: 'Clear key',
    backspace: 'Backspace key',
  },
};
const oneByOne = (text: string): string => [...text.replaceAll(/[^0-9A-Za-z]/g, '')].join(' ');
const ends = (masked: string): string[] => [oneByOne(masked.slice(0, 3)), oneByOne(masked.slice(-4))];

/** The figures a customer must hear from this screen, found without asking how the text is made. */
function figures({ body, frame }: Screen): string[] {
  const heard: string[] = [];
  if (frame.card?.last4) heard.push(oneByOne(frame.card.last4));
  if (frame.help.reference && frame.overlay?.kind === 'help') heard.push(oneByOne(frame.help.reference));
  if (frame.overlay?.kind === 'attention') heard.push(String(frame.overlay.secondsLeft));
  if (frame.overlay) return heard;
  if ('reference' in body && body.reference) heard.push(oneByOne(body.reference));
  if ('card' in body && typeof body.card === 'object') heard.push(oneByOne(body.card.last4));
  if (body.kind === 'chooseCard') {
    const { first, last } = body.window ?? { first: 0, last: body.cards.length - 1 };
    heard.push(...body.cards.slice(first, last + 1).map(({ last4 }) => oneByOne(last4)));
  }
  if (body.kind === 'proveOldNumber' && body.oldPhone) heard.push(...ends(body.oldPhone));
  if (body.kind === 'enterCode' && body.sentTo) heard.push(...ends(body.sentTo));
  if (body.kind === 'enterCode' && body.triesLeft !== null && body.triesLeft > 1)
    heard.push(String(body.triesLeft));
  if (body.kind === 'reviewPhone')
    heard.push(oneByOne(body.newPhone.slice(-4)), ...(body.oldPhone ? ends(body.oldPhone) : []));
  if (body.kind === 'working' && body.phase === 'long') heard.push(String(body.usualSeconds));
  return heard;
}

describe.each(LANGUAGES)('spoken in %s, every example', (language) => {
  const screens = EXAMPLES.map((example) => ({
    name: example.name,
    screen: exampleScreen(example, { language, textSize: 'normal', contrast: 'normal' }),
  }));

  test('tells its figures, one by one', () => {
    for (const { name, screen } of screens)
      for (const figure of figures(screen)) expect(screen.spoken, name).toContain(figure);
  });

  test('names what every key does', () => {
    for (const { name, screen } of screens)
      for (const { key, id } of screen.actions) {
        if (!key || id === 'digit' || id === 'setLanguage') continue;
        const figure = FIGURES.indexOf(key);
        const said = figure >= 0 ? String(figure) : KEY_NAMES[language][key];
        expect(screen.spoken, `${name} ${id}`).toContain(said);
      }
  });

  test('is a text of its own: no dots, stars, bars or empty sentences', () => {
    for (const { name, screen } of screens) {
      expect(screen.spoken.length, name).toBeGreaterThan(8);
      expect(screen.spoken, name).not.toMatch(/[•*|]|。。|\.\.|undefined|null|\{|\}/);
    }
  });

  test('keeps a typed code to the eye', () => {
    for (const { name, screen } of screens) {
      if (screen.body.kind !== 'enterCode' || screen.body.entered.length < 3) continue;
      expect(screen.spoken.replaceAll(' ', ''), name).not.toContain(screen.body.entered);
    }
  });

  test('says of an unknown outcome that it is unknown', () => {
    const unknown = language === 'zh-CN' ? '还不知道' : 'Not yet known';
    for (const { screen } of screens)
      if (screen.body.kind === 'result')
        expect(screen.spoken.includes(unknown)).toBe(screen.body.outcome === 'unknown');
  });
});
