import type { SUPPLY_ASKS } from '#contracts/supervisor/asks/supplies.ts';
import { err, ok } from '#foundation/result.ts';
import { newToken } from '../ids.ts';
import type { World } from '../ports/world.ts';
import type { News } from '../supervisor/open-supervisor.ts';
import type { Handlers } from '../supervisor/who.ts';
import type { Sensors, Supplies } from './supplies.ts';

export type SuppliesWorld = {
  readonly supplies: Supplies;
  readonly devices: Pick<World['devices'], 'receiptPrinter' | 'cardDispenser' | 'cardReader'>;
  readonly news: News;
};

/** What the devices themselves see just now; a device that is not there has no line. */
async function sensorsOf({ devices }: SuppliesWorld): Promise<Sensors> {
  const { receiptPrinter, cardDispenser, cardReader } = devices;
  const ask = { name: 'status' as const, input: {} };
  const [paper, cards] = await Promise.all([
    receiptPrinter?.execute({ id: newToken(), ...ask }),
    cardDispenser?.execute({ id: newToken(), ...ask }),
  ]);
  const paperIs = { full: 'full', low: 'low', out: 'empty', jammed: 'jammed', unknown: 'unknown' } as const;
  return {
    ...(receiptPrinter ? { receiptPaper: paper?.ok ? paperIs[paper.value.paper] : 'unknown' } : {}),
    ...(cardDispenser
      ? {
          blankCards: cards?.ok ? cards.value.stacker : 'unknown',
          dispenserBin: cards?.ok ? cards.value.retainBin : 'unknown',
        }
      : {}),
    ...(cardReader ? { readerBin: null } : {}),
  };
}

/** Supplies: what there is by books and sensors, and seeing to it. */
export const suppliesRoom = (world: SuppliesWorld): Pick<Handlers, keyof typeof SUPPLY_ASKS> => ({
  'supplies.read': async () => ok({ supplies: world.supplies.read(await sensorsOf(world)) }),
  'supplies.fill': async ({ supply, found, amount }, who) => {
    if (!(supply in (await sensorsOf(world)))) return err({ code: 'notNow', detail: 'noDevice' });
    try {
      const difference = world.supplies.fill(supply, { found, amount }, who);
      if (supply === 'dispenserBin')
        await world.devices.cardDispenser?.execute({ id: newToken(), name: 'binEmptied', input: {} });
      world.news('supplies.read');
      return ok({ difference });
    } catch {
      return err({ code: 'failed', detail: 'journal' });
    }
  },
});
