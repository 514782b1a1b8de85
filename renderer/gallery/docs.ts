import { SCREEN_KINDS } from '#contracts/screen/screen.ts';
import { textsFor } from '#texts/format.ts';
import { tell } from '#texts/tell/tell.ts';
import { EXAMPLES, exampleScreen } from './examples.ts';

const shown = (text: string): string => text.replaceAll('|', '');

/** `docs/screens.md`: every kind of screen with its words and its examples, from the contract and the catalogue. */
export function screensDocument(): string {
  const { t } = textsFor('en');
  const rows = SCREEN_KINDS.map((kind) => {
    const examples = EXAMPLES.filter(({ body, frame }) => body.kind === kind && frame.overlay === null);
    const titles = (['zh-CN', 'en'] as const).map((language) => {
      const first = examples[0];
      if (!first) return '';
      return shown(
        tell(exampleScreen(first, { language, textSize: 'normal', contrast: 'normal' })).title.shown,
      );
    });
    const names = examples.map(({ name }) => `\`${name}\``).join(' ');
    return `| \`${kind}\` | ${t(`explain.${kind}`)} | ${titles.join(' / ')} | ${names} |`;
  });
  const overlays = EXAMPLES.filter(({ frame }) => frame.overlay !== null).map(
    ({ name, frame }) => `- \`${frame.overlay?.kind}\`: \`${name}\``,
  );
  return [
    '# Screens',
    '',
    'Every kind of screen the terminal has. The root of a screen carries `data-screen="<kind>"`; every button carries',
    '`data-action="<action>"` and, where the action has one, `data-choice="<number>"`. This page is written by',
    '`node renderer/gallery/write-docs.ts` from `contracts/screen`, the texts and the gallery; do not edit it.',
    '',
    'To look at them: `npx vite build -c renderer/vite.config.ts --mode gallery`, serve `dist/gallery`, and open',
    '`gallery.html#<example>`.',
    '',
    '| Kind | What it is for | For example | Examples in the gallery |',
    '|---|---|---|---|',
    ...rows,
    '',
    'What may lie over a step (`data-overlay` on the root):',
    '',
    ...overlays,
    '',
    'Two pictures are the page’s own, while no host stands behind it: `data-line="wait"` (one moment, please) and',
    '`data-line="elsewhere"` (another page has taken over).',
    '',
  ].join('\n');
}
