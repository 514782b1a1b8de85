import { z } from 'zod';
import type { ReadyPerson } from '#contracts/bank/people.ts';
import type { Clock } from '#foundation/clock.ts';
import { seedCompany } from './company/seed.ts';
import { seedBlanks } from './issuing/blanks.ts';
import { people } from './people.ts';
import type { Store } from './store.ts';
import { seedWealth } from './wealth/seed.ts';

const dayRow = z.object({ today: z.iso.date() });

/** The day the books were opened for, YYYY-MM-DD; ages and validities were computed for it. */
export function bookDay(store: Store): string | undefined {
  return store.one(dayRow, 'SELECT today FROM day')?.today;
}

/** Opens the books with the ready people unless they are open; the day then stays as it is. */
export function seedOnce(store: Store, clock: Clock): string {
  return store.transaction(() => {
    const day = bookDay(store) ?? seed(store, clock);
    // Books of a time before there was wealth business get its share too, and the newer kinds of business theirs; what is there stays.
    seedWealth(store, clock, people(day));
    seedBlanks(store);
    seedCompany(store, clock, people(day));
    return day;
  });
}

/** Starts the day again: everything done is forgotten, the people are as new, their ages those of today. */
export function startDay(store: Store, clock: Clock): string {
  return store.transaction(() => {
    store.empty();
    const day = seed(store, clock);
    seedWealth(store, clock, people(day));
    seedBlanks(store);
    seedCompany(store, clock, people(day));
    return day;
  });
}

function seed(store: Store, clock: Clock): string {
  const today = new Date(clock.wall()).toISOString().slice(0, 10);
  store.run('INSERT INTO day (today) VALUES (?)', today);
  for (const person of people(today)) insert(store, person);
  return today;
}

function insert(store: Store, { customerRef, document, cards, arrivalNotice, beaconTag }: ReadyPerson): void {
  store.run(
    'INSERT INTO customers (customer_ref, document_type, document_number, name) VALUES (?, ?, ?, ?)',
    customerRef,
    document.type,
    document.number,
    document.name,
  );
  if (arrivalNotice)
    store.run(
      'INSERT INTO consents (customer_ref, display_name, manager, corporate_manager) VALUES (?, ?, ?, ?)',
      customerRef,
      arrivalNotice.displayName,
      arrivalNotice.manager,
      arrivalNotice.corporateManager ?? null,
    );
  if (beaconTag !== undefined)
    store.run('INSERT INTO beacons (tag, customer_ref) VALUES (?, ?)', beaconTag, customerRef);
  cards.forEach((card, position) => {
    store.run(
      `INSERT INTO cards (card_ref, customer_ref, position, pan, product_zh, product_en, kind, status, reserved_phone)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      card.cardRef,
      customerRef,
      position,
      card.pan,
      card.product.zh,
      card.product.en,
      card.kind,
      card.status,
      card.reservedPhone,
    );
  });
}
