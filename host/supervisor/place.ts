import { closingSchema } from '#contracts/supervisor/session.ts';
import { err, ok } from '#foundation/result.ts';
import type { Setting, Settings } from '../settings/settings.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { Handlers } from './who.ts';

const nullable = closingSchema.nullable();
/** Why staff took the terminal out of service; kept over a restart. */
export const CLOSING: Setting<typeof nullable> = { name: 'closing', schema: nullable, usual: null };

/** What the mode itself answers beside getting in and out. */
export type PlaceAsk = 'place.close';

type World = {
  readonly settings: Settings;
  readonly terminal: Pick<Terminal, 'tell'>;
  readonly changed: () => void;
};

/** In and out of service: durable before any customer reads it. */
export const placeRoom = ({ settings, terminal, changed }: World): Pick<Handlers, PlaceAsk> => ({
  'place.close': async ({ closing }, { number }) => {
    try {
      settings.write(CLOSING, closing, number, { closing: closing ?? 'none' });
    } catch {
      return err({ code: 'failed', detail: 'journal' });
    }
    terminal.tell({ type: 'closing.changed', closing });
    changed();
    return ok({});
  },
});
