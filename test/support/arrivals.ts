import { PRACTICE_STAFF } from '#branch/staff/practice.ts';
import { type ArrivalList, arrivalListSchema } from '#contracts/branch/arrival.ts';

/** A member of staff at the page of arrivals, by the service's own API. */
export async function arrivalsAs(branchUrl: string, number: string) {
  const url = (path: string) => new URL(path, branchUrl);
  const headers: Record<string, string> = { 'x-staff': '1', origin: new URL(branchUrl).origin };
  const pin = PRACTICE_STAFF.find((member) => member.number === number)?.pin;
  const entered = await fetch(url('staff/api/sign-in'), {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ number, pin }),
  });
  if (!entered.ok) throw new Error(`sign-in: ${entered.status} ${await entered.text()}`);
  headers.cookie = String(entered.headers.get('set-cookie')).split(';')[0] ?? '';
  const ask = async (path: string, method = 'GET'): Promise<ArrivalList> => {
    const reply = await fetch(url(path), { method, headers });
    if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
    return arrivalListSchema.parse(await reply.json());
  };
  const list = () => ask('arrivals/api/list');
  return {
    list: async () => (await list()).arrivals,
    going: async (id: string) => (await ask(`arrivals/api/arrivals/${id}/going`, 'POST')).arrivals,
    /** Waits, as a page does, until the list fits. */
    async until(fits: (list: ArrivalList) => boolean): Promise<ArrivalList['arrivals']> {
      let seen = await list();
      for (let polls = 0; polls < 20 && !fits(seen); polls++)
        seen = await ask(`arrivals/api/list?after=${seen.revision}&wait=2`);
      if (!fits(seen)) throw new Error(`arrivals: ${JSON.stringify(seen)}`);
      return seen.arrivals;
    },
  };
}
