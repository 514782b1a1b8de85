import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postgresPrograms } from '#branch/test-support/postgres.ts';
import { Line, type StaffPage, type Terminal } from '../campaigns/branch/client.ts';
import { aCallForTeller, TellerDesk } from '../campaigns/branch/desk.ts';
import { type House, withHouses } from '../campaigns/branch/houses.ts';
import { peopleOf } from '../campaigns/branch/people.ts';

type Seen = {
  readonly state: string;
  readonly turn: number;
  readonly teller: { readonly silent: boolean; readonly tokenDigest: string } | null;
};

describe.skipIf(postgresPrograms() === undefined)('a call between two instances of one database', () => {
  let house: House;
  let teller: StaffPage;
  let terminal: Terminal;
  let finished = () => {};
  let all: Promise<void>;

  beforeAll(async () => {
    await new Promise<void>((ready, failed) => {
      all = withHouses(async (houses) => {
        const shared = houses.at(-1);
        if (!shared) throw new Error('no shared database');
        house = shared;
        const people = await peopleOf(new Line(), house.urls[0], {
          staff: 1,
          terminals: 1,
          roles: ['teller'],
        });
        const [member] = people.members;
        const [joined] = people.terminals;
        if (!member || !joined) throw new Error('nobody');
        teller = member;
        terminal = joined;
        ready();
        await new Promise<void>((end) => {
          finished = end;
        });
      });
      all.catch(failed);
    });
  }, 60_000);
  afterAll(async () => {
    finished();
    await all;
  });

  it('loses nothing when the one that keeps the desk’s line is killed: the other goes on with case and messages', async () => {
    const [first, second] = house.urls;
    const ask = async (operation: string, parameters: Record<string, string>, more: object = {}) => {
      const answer = await terminal.ask(second, { operation, parameters, ...more });
      if (answer.code) throw new Error(`${operation}: ${answer.code}`);
      return answer.body;
    };
    const write = (id: string, text: string) =>
      ask(
        'POST /v1/calls/{id}/messages',
        { id },
        {
          body: { id: randomUUID(), message: { kind: 'chat', id: randomUUID(), text } },
        },
      );
    const body = aCallForTeller();
    const { id } = body;
    const desk = await TellerDesk.open(teller, first);
    await desk.ask({ type: 'presence', presence: 'ready', skills: { languages: ['zh-CN'], skills: [] } });
    // The terminal speaks with the other instance all the time.
    await ask('POST /v1/calls', {}, { body });
    expect(await desk.ask({ type: 'next' })).toBe('');
    await ask('POST /v1/calls/{id}/live', { id }, { body: { turn: 1, mode: 'text' } });
    await write(id, 'one');
    await desk.until(() => desk.heard.length === 1);
    const after = desk.heard[0]?.sequence ?? 0;
    const said = { kind: 'chat', id: randomUUID(), text: 'before' };
    expect(await desk.ask({ type: 'send', call: id, token: desk.case?.token, message: said })).toBe('');
    const old = desk.case?.token;

    await house.instances[0]?.kill();
    await write(id, 'two');

    const back = await TellerDesk.open(teller, second, { call: id, after });
    await back.until(() => back.heard.length === 1);
    expect(back.heard.map(({ text }) => text)).toEqual(['two']);
    expect(back.case).toMatchObject({ call: { id, turn: 1, state: 'live' } });
    expect(back.case?.chat.map(({ text }) => text)).toEqual(['one', 'before', 'two']);
    expect(back.case?.token).not.toBe(old);
    const seen = (await ask('GET /v1/calls/{id}', { id })) as Seen;
    expect(seen).toMatchObject({ state: 'live', turn: 1, teller: { silent: false } });
    const answer = { kind: 'chat', id: randomUUID(), text: 'after' };
    expect(await back.ask({ type: 'send', call: id, token: back.case?.token, message: answer })).toBe('');
    const { messages } = (await ask('GET /v1/calls/{id}/messages', { id })) as {
      messages: { message: { text: string } }[];
    };
    expect(messages.map(({ message }) => message.text)).toEqual(['before', 'after']);
    expect(await back.ask({ type: 'finish', call: id, token: back.case?.token, outcome: 'finished' })).toBe(
      '',
    );
    await back.until(() => back.case === null);
    back.cut();
  }, 60_000);
});
