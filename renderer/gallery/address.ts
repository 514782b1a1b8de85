import { LANGUAGES } from '#contracts/language.ts';
import type { Settings } from './examples.ts';

/** Which example under which settings: `#idle?language=en&textSize=elder&contrast=high&bare`. */
export type Address = {
  readonly name: string;
  readonly settings: Settings;
  /** Nothing around it: as the terminal shows it. */
  readonly bare: boolean;
};

export function readAddress(hash: string): Address {
  const [name = '', query = ''] = hash.replace(/^#/, '').split('?');
  const asked = new URLSearchParams(query);
  const language = LANGUAGES.find((candidate) => candidate === asked.get('language')) ?? 'zh-CN';
  return {
    name,
    settings: {
      language,
      textSize: asked.get('textSize') === 'elder' ? 'elder' : 'normal',
      contrast: asked.get('contrast') === 'high' ? 'high' : 'normal',
      ...(asked.has('reach') ? { reach: asked.get('reach') === 'low' } : {}),
    },
    bare: asked.has('bare'),
  };
}

export function writeAddress({ name, settings, bare }: Address): string {
  const { reach, language, textSize, contrast } = settings;
  const asked = new URLSearchParams({ language, textSize, contrast });
  if (reach !== undefined) asked.set('reach', reach ? 'low' : 'normal');
  return `#${name}?${asked.toString()}${bare ? '&bare' : ''}`;
}
