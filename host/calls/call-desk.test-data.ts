import type { MediaOrder } from '#contracts/bridge/media.ts';
import type { ToPage } from '#contracts/bridge/messages.ts';
import type { Action } from '#contracts/screen/actions.ts';
import type { CallEvent } from '#flows/call-ports.ts';
import { ok } from '#foundation/result.ts';
import type { Page } from '../bridge/bridge.ts';
import { type ErrandLine, Errands } from '../errands/errands.ts';
import { AssistedSteps } from '../hands/assisted.ts';
import { Camera } from '../media/camera.ts';
import { Recognised } from '../ports/recognised.ts';
import { memoryForTests } from '../test-support/memory.ts';
import { CallDesk } from './call-desk.ts';
import { NEW_PHONE, ScriptedBranch, screenOf, teller } from './calls.test-data.ts';

/** Everything that was on its way has arrived. */
export const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

/** The calls of a terminal with a scripted branch and page, and a memory of its own. */
export function terminal({ devices = true }: { readonly devices?: boolean } = {}) {
  const { clock, journal, visits, entries } = memoryForTests();
  const branch = new ScriptedBranch();
  const told: CallEvent[] = [];
  const orders: MediaOrder[] = [];
  const toPage: { readonly name: string; readonly message: unknown }[] = [];
  const camera = new Camera({ width: 640, height: 480, simulated: true }, clock, () => {});
  let faults = 0;
  let beneath: readonly Action[] | null = null;
  let screen = screenOf(NEW_PHONE);
  const page: Page = {
    role: 'customer',
    send: (message: ToPage) => {
      if (message.type !== 'channel') return;
      toPage.push(message);
      if (message.name !== 'media.order') return;
      const order = message.message as MediaOrder;
      orders.push(order);
      if (order.open)
        queueMicrotask(() =>
          camera.hear(
            'media.state',
            devices
              ? { order: order.order, is: 'live', width: 640, height: 480 }
              : { order: order.order, is: 'fault', fault: 'denied' },
            page,
          ),
        );
    },
    stream: () => undefined,
  };
  camera.join(page);
  const assisted = new AssistedSteps(journal, visits, clock, () => {});
  const wrapper = { wrap: (clear: Uint8Array) => clear, unwrap: (wrapped: Uint8Array) => wrapped };
  // Nothing but calls is told from here.
  const endRecording = async () => ok({});
  const errandLine = { leaveCall: branch.leaveCall, endRecording } as Pick<
    ErrandLine,
    'leaveCall' | 'endRecording'
  > as ErrandLine;
  const newErrands = () => new Errands(journal, errandLine, clock, wrapper);
  const errands = newErrands();
  const desk = new CallDesk({
    ...{ line: branch, clock, journal, visits, camera, assisted, errands },
    profile: { audio: 'handset' },
    terminal: () => ({
      screen,
      beneath,
      tell: (event) => void told.push(event),
      journalFailed: () => void faults++,
    }),
    health: () => ({ camera: 'ok' }),
  });
  desk.page.join(page);
  const ports = desk.ports(new Recognised(visits));
  visits.ensure();
  const order = () =>
    toPage.filter(({ name }) => name === 'call.order').at(-1)?.message as { order: number; open: unknown };
  const link = async (is: string, mode: string) => {
    desk.page.hear('call.link', { order: order().order, is, mode }, page);
    await settled();
  };
  return {
    ...{
      clock,
      camera,
      visits,
      entries,
      assisted,
      errands,
      newErrands,
      branch,
      told,
      orders,
      toPage,
      desk,
      ports,
      page,
      order,
      link,
    },
    journalFaults: () => faults,
    show: (next: typeof screen, under: readonly Action[] | null = null) => {
      screen = next;
      beneath = under;
      desk.see(next);
    },
    /** A call that a teller has taken. */
    async taken(mode: 'video' | 'text' = 'video') {
      await ports.openCallMedia({ mode });
      await ports.requestCall({ reason: 'asked', mode });
      branch.news({ state: 'assigned', turn: 1, teller, wait: null });
      await settled();
    },
  };
}
