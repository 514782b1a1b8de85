import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { CALL_MESSAGES } from '#contracts/branch/call.ts';
import { onBothEngines } from '../test-support/engines.ts';
import { aboutMessage } from './messages.ts';
import { callRoom, codeOf, T01 } from './test-support.ts';

const NONE = new AbortController().signal;
const chat = (text = '好') => ({ kind: 'chat' as const, id: randomUUID(), text });
const signal = (turn: number) => ({ kind: 'signal' as const, signal: { type: 'anew' as const, turn } });

onBothEngines('what is said in a call', ({ emptyStore }) => {
  const spoken = async () => {
    const h = await callRoom(await emptyStore());
    const { id } = await h.call();
    const desk = await h.sit('2001');
    const held = await h.taken(desk);
    const say = (message: Parameters<typeof h.room.desk.send>[1]['message'], request = randomUUID()) =>
      h.room.desk.send(desk, { request, call: id, token: held.token, message });
    const tell = (
      message: Parameters<typeof h.room.messages.fromTerminal>[3],
      request: string = randomUUID(),
    ) => h.room.messages.fromTerminal('T01', id, request, message);
    const read = async (after: number) => {
      const answer = await h.room.messages.forTerminal('T01', id, after, 0, NONE);
      if (!answer.ok) throw new Error(answer.error.code);
      return answer.value.messages;
    };
    const standing = async (recipient: string) =>
      (
        await h.store.db
          .selectFrom('call_messages')
          .select(['kind', 'sequence'])
          .where('recipient', '=', recipient)
          .orderBy('sequence')
          .execute()
      ).map(({ kind }) => kind);
    return { h, id, desk, held, say, tell, read, standing };
  };

  it('comes once and in order to both sides at the same time', async () => {
    const { h, id, say, tell, read } = await spoken();
    const lines = Array.from({ length: 8 }, (_, at) => chat(`${at}`));
    const sent = lines.map((line) => ({ line, request: randomUUID() }));
    await Promise.all(
      sent.flatMap(({ line, request }) => [say(line, request), say(line, request), tell(line, request)]),
    );
    for (const heard of [await read(0), await h.room.messages.forDesk(id, 0)]) {
      expect(heard.map(({ message }) => message.kind === 'chat' && message.text).toSorted()).toEqual(
        lines.map(({ text }) => text),
      );
      const sequences = heard.map(({ sequence }) => sequence);
      expect(sequences).toEqual(sequences.toSorted((one, other) => one - other));
      expect(new Set(sequences).size).toBe(sequences.length);
    }
  });

  it('wakes whoever waits, and ends his wait with the call', async () => {
    const { h, id, say } = await spoken();
    const waiting = h.room.messages.forTerminal('T01', id, 0, 20_000, NONE);
    while (h.changes.open === 0) await new Promise((resolve) => setImmediate(resolve));
    await say(chat());
    expect(await waiting).toMatchObject({ ok: true, value: { messages: [{ turn: 1 }] } });
    const further = h.room.messages.forTerminal('T01', id, 9, 20_000, NONE);
    while (h.changes.open === 0) await new Promise((resolve) => setImmediate(resolve));
    await h.room.calls.leave(T01, id, { outcome: 'withdrawn' });
    expect(codeOf(await further)).toBe('illegalMove');
    expect(codeOf(await h.room.messages.forTerminal('T02', id, 0, 0, NONE))).toBe('notFound');
  });

  it('goes with its acknowledgement, but for what was written; a later caption takes the earlier one’s place', async () => {
    const { say, read, standing } = await spoken();
    await say(signal(1));
    await say(chat());
    for (const text of ['我', '我来', '我来看']) await say({ kind: 'caption', text });
    expect(await standing('terminal')).toEqual(['signal', 'chat', 'caption']);
    const heard = await read(0);
    expect(heard.at(-1)).toMatchObject({ message: { kind: 'caption', text: '我来看' } });
    expect(await read(heard.at(-1)?.sequence ?? 0)).toEqual([]);
    expect(await standing('terminal')).toEqual(['chat']);
  });

  it('of an earlier turn is refused, and what stood of it is gone with the next', async () => {
    const { h, id, desk, held, say, tell, standing } = await spoken();
    expect(codeOf(await tell(signal(2)))).toBe('illegalMove');
    expect(codeOf(await tell(signal(1)))).toBe('ok');
    const transfer = {
      type: 'transfer' as const,
      call: id,
      token: held.token,
      to: { kind: 'anybody' as const },
      note: '',
    };
    await h.room.desk.transfer(desk, { ...transfer, request: randomUUID() });
    expect(await standing('desk')).toEqual([]);
    expect(codeOf(await tell(signal(1)))).toBe('illegalMove');
    await h.taken(desk);
    expect(codeOf(await tell(signal(1)))).toBe('illegalMove');
    expect(codeOf(await tell(signal(2)))).toBe('ok');
    expect(codeOf(await say(chat()))).toBe('badToken');
  });

  it('is bounded: whoever sends more is told to wait, and nothing that stands is lost', async () => {
    const { h, id, tell } = await spoken();
    const row = (sequence: number) => ({
      call: id,
      recipient: 'desk',
      sequence,
      id: randomUUID(),
      kind: 'chat',
      turn: 1,
      at: 0,
      sealed: h.seal.seal('call', aboutMessage(id, 'desk', sequence), JSON.stringify(chat())),
    });
    const rows = Array.from({ length: CALL_MESSAGES.standing - 1 }, (_, at) => row(10_000 + at));
    for (let from = 0; from < rows.length; from += 500)
      await h.store.db
        .insertInto('call_messages')
        .values(rows.slice(from, from + 500))
        .execute();
    expect(codeOf(await tell(chat()))).toBe('ok');
    expect(codeOf(await tell(chat()))).toBe('tooManyRequests');
    expect(await h.room.messages.forDesk(id, 0)).toHaveLength(CALL_MESSAGES.atOnce);
  });

  it('that does not open, because it was copied from another place, is not told', async () => {
    const { h, id, tell } = await spoken();
    await tell(chat('一'));
    await tell(chat('二'));
    const [first] = await h.store.db.selectFrom('call_messages').selectAll().orderBy('sequence').execute();
    await h.store.db
      .updateTable('call_messages')
      .set({ sealed: first?.sealed ?? '' })
      .where('sequence', '!=', first?.sequence ?? 0)
      .execute();
    expect(await h.room.messages.forDesk(id, 0)).toMatchObject([{ message: { text: '一' } }]);
  });
});
