import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { lobbyCallsSchema, lobbyCustodyListSchema } from '#contracts/branch/lobby.ts';
import { systemClock } from '#foundation/clock.ts';
import { newTerminalKey } from './client/key.ts';
import {
  aCall,
  aKeptCard,
  clientOf,
  pageHeaders,
  rawRequest,
  temporaryBranch,
} from './test-support/house.ts';

const announced = z.strictObject({ url: z.string(), port: z.int(), code: z.string() });
const serveFile = fileURLToPath(new URL('./test-support/serve.ts', import.meta.url));

let place: ReturnType<typeof temporaryBranch>;
let running: ChildProcess | undefined;
beforeEach(() => {
  place = temporaryBranch();
});
afterEach(async () => {
  await kill();
  place.remove();
});

async function start() {
  const child = spawn(process.execPath, [serveFile, place.dataDir, place.pagesDir, 'T01'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running = child;
  for await (const line of createInterface({ input: child.stdout })) return announced.parse(JSON.parse(line));
  throw new Error('the service did not start');
}

async function kill(): Promise<void> {
  const child = running;
  running = undefined;
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

describe('a service that is killed', () => {
  it('has kept every fact it answered, repeats no number, takes no request twice', async () => {
    const key = newTerminalKey();
    const journal = 'a'.repeat(64);
    const calls: { id: string; reference: string }[] = [];
    let enrolled = false;
    let anchored = -1;
    for (let round = 0; round < 4; round++) {
      const service = await start();
      const client = clientOf(service.url, systemClock, 'T01', key);
      if (!enrolled) {
        expect((await client.enrol(service.code)).ok).toBe(true);
        enrolled = true;
      }
      // Ten at once, killed as soon as the first half has been answered: the rest may be kept or not.
      const answered: Promise<void>[] = [];
      for (let n = 0; n < 10; n++) {
        const request = aCall();
        answered.push(
          client.requestAssistance(request).then((answer) => {
            if (answer.ok) calls.push({ id: answer.value.id, reference: answer.value.reference });
          }),
        );
      }
      await Promise.all(answered.slice(0, 5));
      const anchor = await client.anchor({ journal, sequence: anchored + 1, hash: String(round).repeat(64) });
      if (anchor.ok) anchored = anchor.value.sequence;
      await kill();
      await Promise.all(answered);
    }
    const service = await start();
    const client = clientOf(service.url, systemClock, 'T01', key);
    const listed = lobbyCallsSchema.parse(
      JSON.parse(
        (await rawRequest(service.port, 'GET', '/lobby/api/assistance', await pageHeaders(service.port)))
          .text,
      ),
    );
    const kept = new Map(listed.calls.map((call) => [call.id, call.reference]));
    expect(calls.length).toBeGreaterThanOrEqual(20);
    for (const call of calls) expect(kept.get(call.id)).toBe(call.reference);
    expect(new Set(kept.values()).size).toBe(kept.size);
    const anchors = await client.anchors(journal);
    expect(anchors.ok && anchors.value.anchors.map((anchor) => anchor.sequence)).toEqual([0, 1, 2, 3]);
    expect((await client.enrolment()).ok).toBe(true);
  }, 60_000);

  it('knows after it again who was seen by staff, which cards are kept, and which requests it took', async () => {
    const key = newTerminalKey();
    const service = await start();
    const client = clientOf(service.url, systemClock, 'T01', key);
    await client.enrol(service.code);
    const call = aCall();
    const card = aKeptCard();
    await client.requestAssistance(call);
    await client.openCustody(card);
    const acknowledge = `/lobby/api/assistance/${call.id}/acknowledge`;
    expect(
      (await rawRequest(service.port, 'POST', acknowledge, await pageHeaders(service.port))).status,
    ).toBe(200);
    const caught = await catchRequest(service.url, key);
    expect((await deliver(service.port, caught)).status).toBe(200);
    await kill();

    const again = await start();
    expect((await deliver(again.port, caught)).code).toBe('nonceReplayed');
    const answer = await clientOf(again.url, systemClock, 'T01', key).requestAssistance(call);
    expect(answer.ok && answer.value).toMatchObject({ state: 'acknowledged', version: 2 });
    const list = await rawRequest(again.port, 'GET', '/lobby/api/custody', await pageHeaders(again.port));
    expect(lobbyCustodyListSchema.parse(JSON.parse(list.text)).custody[0]?.id).toBe(card.id);
  }, 60_000);
});

type Caught = { readonly path: string; readonly headers: Record<string, string> };

/** A signed request as somebody on the line would record it. */
async function catchRequest(url: string, key: Uint8Array): Promise<Caught> {
  let caught: Caught | undefined;
  const { createBranchClient } = await import('./client/client.ts');
  const client = createBranchClient({
    url,
    terminalId: 'T01',
    privateKey: key,
    clock: systemClock,
    fetch: async (input, init) => {
      caught = { path: new URL(String(input)).pathname, headers: init?.headers as Record<string, string> };
      return new Response('{}');
    },
  });
  if (!client.ok) throw new Error(client.error.code);
  await client.value.enrolment();
  if (!caught) throw new Error('nothing was sent');
  return caught;
}

const deliver = (port: number, caught: Caught) => rawRequest(port, 'GET', caught.path, caught.headers);
