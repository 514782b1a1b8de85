import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Kiosk, openKiosk } from '../support/kiosk.ts';
import { atTheMenu } from '../support/steps.ts';

type Call = { id: string; reference: string; state: string };

describe('a customer who wants a person', () => {
  let kiosk: Kiosk;
  beforeEach(async () => {
    kiosk = await openKiosk();
  });
  afterEach(() => kiosk.close());

  it('is told asked, seen and closed only when the branch has it, staff has seen it, staff has closed it', async () => {
    const staff = await lobby(kiosk.host.branchUrl);
    const { page } = await atTheMenu(kiosk);
    await page.act('help');
    await page.act('callPerson');
    const asked = await page.until('asked', () =>
      page.screen.frame.help.state === 'asked' ? page.screen.frame.help : undefined,
    );
    const call = (await staff.calls()).find(({ reference }) => reference === asked.reference);
    if (!call) throw new Error('the lobby page does not list the call');
    expect(page.screen.frame.help.state).toBe('asked');
    await staff.post(call.id, 'acknowledge');
    await page.until('seen', () => (page.screen.frame.help.state === 'seen' ? true : undefined));
    await staff.post(call.id, 'close');
    await page.until('closed', () => (page.screen.frame.help.state === 'closed' ? true : undefined));
  });

  it('takes the call back by leaving', async () => {
    const staff = await lobby(kiosk.host.branchUrl);
    const { bench, page } = await atTheMenu(kiosk);
    await page.act('help');
    await page.act('callPerson');
    await page.until('asked', () => (page.screen.frame.help.state === 'asked' ? true : undefined));
    await page.act('closeOverlay');
    await page.act('finish');
    await bench.act('liftIdCard');
    await page.see('farewell');
    await page.act('next');
    await page.see('idle', (_, { frame }) => frame.help.state === 'none');
    await vi.waitFor(
      async () => expect((await staff.calls()).filter(({ state }) => state === 'open')).toEqual([]),
      {
        timeout: 20_000,
      },
    );
  });
});

/** The lobby page's own API, with the token that stands in its page. */
async function lobby(url: string) {
  const html = await (await fetch(new URL('lobby', url))).text();
  const token = /content="([a-zA-Z0-9_-]{16,})"/.exec(html)?.[1] ?? '';
  const headers = { 'x-lobby-token': token, origin: new URL(url).origin };
  return {
    async calls(): Promise<Call[]> {
      const reply = await fetch(new URL('lobby/api/assistance', url), { headers });
      if (!reply.ok) throw new Error(`lobby: ${reply.status} ${await reply.text()}`);
      const body = (await reply.json()) as { assistance?: Call[] } & Record<string, unknown>;
      return body.assistance ?? (Object.values(body).find(Array.isArray) as Call[]);
    },
    async post(id: string, what: 'acknowledge' | 'close') {
      const reply = await fetch(new URL(`lobby/api/assistance/${id}/${what}`, url), {
        method: 'POST',
        headers,
      });
      if (!reply.ok) throw new Error(`lobby: ${reply.status} ${await reply.text()}`);
    },
  };
}
