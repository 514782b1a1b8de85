import { LANGUAGES } from '#contracts/language.ts';
import { CATALOGUE } from '#texts/catalogue.ts';

const WEIGHTS = ['400', '500', '700'] as const;

/** Loads the letters of every text once, after the first picture, so that no later screen waits for a font. */
export function warmFonts(): void {
  const letters = new Set(
    LANGUAGES.flatMap((language) => Object.values(CATALOGUE[language]).join('').split('')),
  );
  const text = [...letters].join('');
  requestIdleCallback(() => {
    for (const weight of WEIGHTS) {
      // A font that does not come leaves the system's own in its place.
      document.fonts.load(`${weight} 16px "Noto Sans SC"`, text).catch(() => undefined);
    }
  });
}
