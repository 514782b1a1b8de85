import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallView } from '#contracts/branch/call.ts';
import { MOVES, PROPOSED_AT_ONCE, remoteActSchema } from '#contracts/branch/call-act.ts';
import { LANGUAGES, type Language } from '#contracts/language.ts';
import { actionLabel } from '#texts/action-label.ts';
import { textsFor } from '#texts/format.ts';
import { EXAMPLES, exampleNamed, exampleScreen } from '../gallery/examples.ts';
import { inputsOf, isRinged, stepShown } from './step-view.ts';

type Shown = Extract<CallView, { is: 'shown' }>;

function shown(name: string, rights: Shown['rights'] = ['explain', 'propose'], language: Language = 'zh-CN') {
  const example = exampleNamed(name);
  if (!example) throw new Error(name);
  const screen = exampleScreen(example, { language, textSize: 'normal', contrast: 'normal' });
  return { is: 'shown', number: 1, at: '2026-11-22T02:00:00.000Z', rights, screen } as const;
}

describe('the customer’s step at the desk', () => {
  it.each(LANGUAGES)('tells every screen there is in %s, whatever language it came in', (language) => {
    for (const { name } of EXAMPLES) {
      const other = LANGUAGES.find((each) => each !== language) ?? language;
      const here = stepShown(shown(name, ['explain', 'propose'], language), language);
      const translated = stepShown(shown(name, ['explain', 'propose'], other), language);
      expect([name, here.title]).toEqual([name, translated.title]);
      expect([name, here.title === '']).toEqual([name, false]);
      expect(new Set(here.rows.map(({ key }) => key)).size).toBe(here.rows.length);
      for (const row of here.rows) {
        expect([name, row.label === '']).toEqual([name, false]);
        // Each act is one that the contract knows.
        if (row.move) expect(remoteActSchema.safeParse(row.move).success).toBe(true);
      }
    }
  });

  it('has the words that stand on the customer’s own buttons', () => {
    const view = shown('review-phone');
    const { screen } = view;
    const back = screen.actions.find(({ id }) => id === 'back');
    const row = stepShown(view, 'zh-CN').rows.find(({ action }) => action === 'back');
    expect(row?.label).toBe(back && actionLabel(screen, back, textsFor('zh-CN')));
  });

  it('under the large call offers no ring and no page to be turned, but the way back to the step', () => {
    const view = shown('choose-card');
    const actions = [...view.screen.actions, { id: 'closeOverlay', role: 'back' } as const];
    const over = { ...view, beneath: true as const, screen: { ...view.screen, actions } };
    const { rows } = stepShown(over, 'en');
    expect(rows.some(({ propose }) => propose)).toBe(true);
    for (const row of rows) expect([row.key, row.highlight]).toEqual([row.key, false]);
    expect(rows.flatMap(({ move }) => (move ? [move.action] : []))).toEqual(['closeOverlay']);
    expect(stepShown(view, 'en').rows.some(({ highlight }) => highlight)).toBe(true);
  });

  it('offers to put forward only where that is a right, and never help, display or a way out', () => {
    for (const { name } of EXAMPLES) {
      for (const row of stepShown(shown(name, ['explain']), 'en').rows)
        expect([name, row.propose]).toEqual([name, false]);
      for (const row of stepShown(shown(name), 'en').rows) {
        if (!row.propose) continue;
        expect([
          'help',
          'display',
          'finish',
          'callPerson',
          'withdrawCall',
          'moreTime',
          ...MOVES,
        ]).not.toContain(row.action);
      }
    }
  });

  it('presses nothing but moves that stand on the screen', () => {
    const { rows } = stepShown(shown('choose-card'), 'zh-CN');
    expect(rows.filter(({ move }) => move).map(({ action }) => action)).toEqual(['back']);
    expect(rows.some(({ kind, propose }) => kind === 'choice' && propose)).toBe(true);
  });

  it('shows what cannot be chosen with its reason, and offers nothing for it', () => {
    const { rows } = stepShown(shown('choose-card-in-machine'), 'zh-CN');
    const closed = rows.filter(({ open }) => !open);
    expect(closed.length).toBeGreaterThan(0);
    for (const row of closed) {
      expect(row.note).not.toBeNull();
      expect([row.highlight, row.propose, row.move]).toEqual([false, false, null]);
    }
  });

  it('knows which control has the ring', () => {
    const [row] = stepShown(shown('choose-card'), 'zh-CN').rows;
    if (!row) throw new Error('no row');
    expect(isRinged(row, { action: 'choose', choice: row.choice })).toBe(true);
    expect(isRinged(row, { action: 'choose', choice: 7 })).toBe(false);
    expect(isRinged(row, null)).toBe(false);
  });
});

describe('a value put forward', () => {
  const digits = shown('enter-phone-typing');
  const entry = stepShown(digits, 'zh-CN').entry;

  it('becomes the run of touches that fills the field, cleared first where something stands in it', () => {
    if (!entry) throw new Error('no entry');
    expect(entry).toMatchObject({ by: 'digits', propose: true });
    expect(inputsOf('142', entry, digits.screen)).toEqual([
      { action: 'clear' },
      { action: 'digit', choice: 1 },
      { action: 'digit', choice: 4 },
      { action: 'digit', choice: 2 },
    ]);
    expect(inputsOf('142', { ...entry, entered: '' }, digits.screen)?.[0]).toEqual({
      action: 'digit',
      choice: 1,
    });
  });

  it('is nothing where the screen has no key for it, or too few touches', () => {
    if (!entry) throw new Error('no entry');
    for (const value of ['', '14a', '1 4', '１４', '-1', '1'.repeat(PROPOSED_AT_ONCE)])
      expect([value, inputsOf(value, entry, digits.screen)]).toEqual([value, null]);
  });

  it('whatever is typed, is an act of the contract or none', () => {
    if (!entry) throw new Error('no entry');
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (value) => {
        const inputs = inputsOf(value, entry, digits.screen);
        if (inputs !== null) expect(remoteActSchema.safeParse({ do: 'propose', inputs }).success).toBe(true);
      }),
    );
  });

  it('goes as words where words are taken', () => {
    const find = shown('find');
    const row = stepShown(find, 'zh-CN').entry;
    if (row?.by !== 'words') throw new Error(`not by words but ${row?.by}`);
    expect(inputsOf('换手机号', row, find.screen)).toEqual([{ action: 'words', words: '换手机号' }]);
  });

  it('has no field on a step without one', () =>
    expect(stepShown(shown('choose-card'), 'en').entry).toBeNull());
});
