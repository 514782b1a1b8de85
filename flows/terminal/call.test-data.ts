import type { RemoteAct } from '#contracts/branch/call-act.ts';
import type { FlowPorts } from '../ports.ts';
import { recovered, world } from './world.test-data.ts';

/** A world that writes down what is asked of it about a call. */
export function calledWorld(over: Partial<FlowPorts> = {}) {
  const said: string[] = [];
  const answered: string[] = [];
  /** That he is asked, which the desk is told before what becomes of it. */
  const put: string[] = [];
  const asked: string[] = [];
  const w = world({
    sayToTeller: async ({ words }) => {
      said.push(words);
      return { sent: true };
    },
    answerAct: async ({ act, result }) => {
      (result === 'asked' ? put : answered).push(`${act} ${result}`);
      return {};
    },
    leaveCall: async ({ why }) => {
      asked.push(`leave ${why}`);
      return {};
    },
    closeCallMedia: async () => {
      asked.push('close');
      return {};
    },
    requestCall: async ({ reason, mode }) => {
      asked.push(`call ${reason} ${mode}`);
      return { reached: true, reference: 'V-0001' };
    },
    setCallMedia: async ({ mode, camera, microphone }) => {
      asked.push(`let ${mode}${camera ? ' camera' : ''}${microphone ? ' microphone' : ''}`);
      return {};
    },
    ...over,
  });
  const remote = (act: string, order: RemoteAct) => w.tell({ type: 'call.act', act, remote: order });
  const ids = () =>
    w.screen().actions.map(({ id, choice }) => (choice === undefined ? id : `${id} ${choice}`));
  const overlay = () => w.screen().frame.overlay;
  const call = () => w.screen().frame.call;
  return { ...w, said, answered, put, asked, remote, ids, overlay, call };
}
export type CalledWorld = ReturnType<typeof calledWorld>;

/** Known, at the menu. */
export async function atMenu(w: CalledWorld): Promise<void> {
  await w.tell(recovered);
  await w.lay();
}

/** From whatever stands there to the wait for a teller. */
export async function calls(w: CalledWorld, mode = 0): Promise<void> {
  await w.act('help');
  await w.act('callTeller');
  await w.act('callTeller');
  if (mode > 0) await w.act('chooseMode', mode);
  await w.act('startCall');
  await w.tell({ type: 'call.waiting', wait: { position: 2, minutes: 4, tellers: 1 }, transferred: false });
}

/** ... and on to a teller who is there. */
export async function speaks(w: CalledWorld, mode: 'video' | 'audio' | 'text' = 'video'): Promise<void> {
  await calls(w, ['video', 'audio', 'text'].indexOf(mode));
  await w.tell({ type: 'call.assigned', recordingDays: null, turn: 1, teller: '周其安' });
  await w.tell({ type: 'call.live', mode });
}
