import type { BodyOf, ScreenKind } from '#contracts/screen/screen.ts';
import type { Telling } from '#texts/tell/telling.ts';

/** What the component of a kind is given; everything else it needs it has from the visit. */
export type ScreenProps<Kind extends ScreenKind> = {
  readonly body: BodyOf<Kind>;
  readonly told: Telling;
};
