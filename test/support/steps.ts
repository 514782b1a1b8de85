import { expect, vi } from 'vitest';
import type { BenchHands, CustomerPage, Kiosk } from './kiosk.ts';

/** Keys of the ready people by what they are good for. */
export async function people(bench: BenchHands) {
  const all = (await bench.state()).people;
  const find = (fits: (person: (typeof all)[number]) => boolean, what: string) => {
    const person = all.find(fits);
    if (!person) throw new Error(`no ready person: ${what}`);
    return person;
  };
  return {
    all,
    adult: find((person) => person.key === 'adult' || all[0] === person, 'adult'),
    by: (key: string) => find((person) => person.key === key, key),
  };
}

/** A customer at the menu: ID card laid and read. */
export async function atTheMenu(kiosk: Kiosk, personKey?: string) {
  const bench = await kiosk.bench();
  const page = await kiosk.customer();
  const person = personKey ? (await people(bench)).by(personKey) : (await people(bench)).adult;
  await page.see('idle', (body) => body.notice === null);
  await bench.act('layIdCard', { person: person.key });
  await page.see('menu');
  return { bench, page, person };
}

/** Chooses the service at that place of the menu, then the first card that can be chosen and fits. */
export async function chooseCard(
  page: CustomerPage,
  service: number,
  fits: (card: { readonly last4: string }) => boolean = () => true,
): Promise<{ readonly last4: string }> {
  await page.act('choose', service);
  const { cards } = await page.see('chooseCard');
  const index = cards.findIndex((card) => card.selectable && fits(card));
  const card = cards[index];
  if (!card) throw new Error('no card can be chosen');
  await page.act('choose', index);
  return card;
}

/** The newest one-time code on a phone. */
export async function newestCode(bench: BenchHands, phone: string | null): Promise<string> {
  const message = (await bench.state()).messages.find((text) => text.phone === phone);
  const code = /\d{6}/.exec(message?.text.replace(/\d{7,}/g, '') ?? '')?.[0];
  if (!code) throw new Error('no code came to the phone');
  return code;
}

/** Ends a visit from a result or menu: takes everything back and waits for the welcome. */
export async function goHome(bench: BenchHands, page: CustomerPage): Promise<void> {
  await bench.act('walkAway');
  await page.until('the welcome', () => {
    const { body, actions } = page.screen;
    if (body.kind === 'farewell' && actions.some(({ id }) => id === 'next')) page.act('next');
    return body.kind === 'idle' ? true : undefined;
  });
}

/** Waits until the reader's entry is open. */
export async function entryOpen(bench: BenchHands): Promise<void> {
  await vi.waitFor(async () => expect((await bench.state()).cardReader.entry).toBe('enabled'), {
    timeout: 20_000,
  });
}

/** Pushes a bank card in as soon as the reader's entry is open; against one that is just closing, once more. */
export async function insertCard(bench: BenchHands, person: string, card: number): Promise<void> {
  await vi.waitFor(
    async () => {
      await entryOpen(bench);
      const { ok, error } = await bench.tryAct('insertCard', { person, card });
      expect(ok ? 'inserted' : error?.code).toBe('inserted');
    },
    { timeout: 20_000 },
  );
}
