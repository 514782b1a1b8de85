import { type Booked, bookedSchema, type Slot, slotListSchema } from '#contracts/branch/appointment.ts';

/** What the practice page of a branch's service asks, without the page. `url`: `http://127.0.0.1:PORT/`. */
export const bookingAt = (url: () => string) => ({
  slots: async (service: string, day: string): Promise<readonly Slot[]> => {
    const reply = await fetch(new URL(`book/api/slots?service=${service}&day=${day}`, url()));
    return slotListSchema.parse(await reply.json()).slots;
  },
  book: async (id: string, service: string, startsAt: string, customerRef?: string): Promise<Booked> => {
    const reply = await fetch(new URL('book/api/appointments', url()), {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: new URL(url()).origin },
      body: JSON.stringify({ id, service, startsAt, language: 'en', customerRef: customerRef ?? null }),
    });
    return bookedSchema.parse(await reply.json());
  },
});
