import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '#contracts/language.ts';
import { SCREEN_KINDS, screenSchema } from '#contracts/screen/screen.ts';
import { readAddress, writeAddress } from './address.ts';
import { EXAMPLES, exampleScreen } from './examples.ts';

const settings = { language: 'zh-CN', textSize: 'normal', contrast: 'normal' } as const;

const TYPING: readonly string[] = [
  'enterCode',
  'enterPhone',
  'enterAppointment',
  'find',
  'complaintPhone',
  'callBackPhone',
  'enterAmount',
  'sign',
  'enterCase',
  'enterCompanyPhone',
];

describe('the examples', () => {
  test('show every kind of screen and every overlay', () => {
    expect(new Set(EXAMPLES.map(({ body }) => body.kind))).toEqual(new Set(SCREEN_KINDS));
    const overlays = new Set(EXAMPLES.map(({ frame }) => frame.overlay?.kind));
    expect(overlays).toEqual(
      new Set([
        ...[undefined, 'help', 'display', 'attention', 'onlyYou'],
        ...['callWays', 'selfTest', 'call', 'proposal', 'stillAsked', 'recordingAsked', 'callOver'],
      ]),
    );
  });

  test('have names of their own', () => {
    expect(new Set(EXAMPLES.map(({ name }) => name)).size).toBe(EXAMPLES.length);
  });

  test.each(LANGUAGES)('are screens as the contract has them (%s)', (language) => {
    for (const example of EXAMPLES) {
      const parsed = screenSchema.safeParse(exampleScreen(example, { ...settings, language }));
      expect(parsed.error?.issues ?? [], example.name).toEqual([]);
    }
  });

  test('list no key twice on one screen, so that a key means one thing', () => {
    for (const { name, actions } of EXAMPLES) {
      const keys = actions.flatMap(({ key }) => (key ? [key] : []));
      expect(new Set(keys).size, name).toBe(keys.length);
    }
  });

  test('have a person one touch away, always', () => {
    for (const { name, frame, actions } of EXAMPLES) {
      const asks = frame.overlay?.kind === 'help' ? ['callPerson', 'closeOverlay'] : ['help'];
      expect(
        actions.some(({ id }) => asks.includes(id)),
        name,
      ).toBe(true);
    }
  });

  test('do by keypad all that can be touched, if not at once then over help', () => {
    const overHelp = EXAMPLES.filter(({ frame }) => frame.overlay?.kind === 'help');
    for (const { name, body, frame, actions } of EXAMPLES) {
      // Where words are typed, ENTER gives what was found keys of its own, and figures stand for letters.
      // In a code, 0 turns a figure into the letters on its key.
      const overEnter =
        body.kind === 'find' ? ['letter', 'words', 'choose'] : body.kind === 'enterCase' ? ['letter'] : [];
      // Keys write to a teller what a keypad has; the rest of what is said stands ready, with keys of its own.
      const writing = frame.overlay?.kind === 'call' && frame.overlay.stage === 'write';
      const keyless = actions
        .filter(
          ({ id, key }) =>
            key === undefined && !overEnter.includes(id) && !(writing && (id === 'letter' || id === 'words')),
        )
        .map(({ id }) => id);
      if (keyless.length === 0) continue;
      expect(frame.overlay, name).toBeNull();
      expect(
        actions.some(({ id, key }) => id === 'help' && key === 'help'),
        name,
      ).toBe(true);
      // Only where figures are typed are there not enough keys; and a recording is stopped, a call opened over help everywhere.
      const kinds = keyless.every((id) => ['stopRecording', 'openCall', 'stopCallRecording'].includes(id))
        ? [body.kind]
        : TYPING;
      expect(kinds, name).toContain(body.kind);
      const offered = overHelp.flatMap((over) => over.actions.filter(({ key }) => key).map(({ id }) => id));
      for (const id of keyless) expect(offered, `${name} ${id}`).toContain(id);
    }
  });

  test('name only phones of a prefix that people do not have', () => {
    for (const { name, body } of EXAMPLES)
      for (const phone of JSON.stringify(body).match(/1[3-9]\d[\d*]{8}/g) ?? [])
        expect(phone, name).toMatch(/^142/);
  });
});

test('an address of the gallery reads back as it was written', () => {
  const address = {
    name: 'idle',
    settings: { language: 'en', textSize: 'elder', contrast: 'high', reach: true },
    bare: true,
  } as const;
  expect(readAddress(writeAddress(address))).toEqual(address);
  expect(readAddress('#menu')).toEqual({ name: 'menu', settings, bare: false });
});
