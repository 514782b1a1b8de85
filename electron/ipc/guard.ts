import type * as z from 'zod';
import type { PageRole } from '#contracts/bridge/messages.ts';
import { originOf } from '../origins.ts';
import type { IpcMain, IpcMainEvent, WebContents } from '../types.ts';

/** The frame a checked message came from, and whose page it is. */
export type Caller = {
  readonly role: PageRole;
  readonly contents: WebContents;
  readonly frame: NonNullable<IpcMainEvent['senderFrame']>;
};

/** A way from a page into the shell. `takes` sees the arguments as a list and bounds everything in it. */
export type Channel<Taken = unknown> = {
  readonly roles: readonly PageRole[];
  readonly takes: z.ZodType<Taken>;
  run(caller: Caller, taken: Taken): void;
};

export type IpcRefusal =
  | 'noFrame'
  | 'notTopFrame'
  | 'wrongOrigin'
  | 'wrongRole'
  | 'transferred'
  | 'badArguments';

/**
 * Who may come in on a channel: the top frame of a window of ours, still showing that window's page, in a role the
 * channel is for. Anything that is not known for certain is a refusal (Electron, Security, item 17).
 */
export function callerOf(
  event: Pick<IpcMainEvent, 'sender' | 'senderFrame' | 'ports'>,
  channel: Pick<Channel, 'roles'>,
  roleOf: (contents: WebContents) => PageRole | undefined,
): Caller | IpcRefusal {
  const { sender: contents, senderFrame: frame } = event;
  // Null once the frame has navigated away or is gone.
  if (!frame) return 'noFrame';
  if (frame.parent !== null) return 'notTopFrame';
  const role = roleOf(contents);
  if (role === undefined) return 'wrongRole';
  if (frame.origin !== originOf(role)) return 'wrongOrigin';
  if (!channel.roles.includes(role)) return 'wrongRole';
  if (event.ports.length > 0) return 'transferred';
  return { role, contents, frame };
}

/** Registers every channel behind the one guard; there is no other way to listen to a page. */
export function registerChannels(
  ipcMain: Pick<IpcMain, 'on'>,
  channels: Readonly<Record<string, Channel>>,
  roleOf: (contents: WebContents) => PageRole | undefined,
  refused: (code: IpcRefusal) => void,
): void {
  for (const [name, channel] of Object.entries(channels)) {
    ipcMain.on(name, (event, ...given: unknown[]) => {
      const caller = callerOf(event, channel, roleOf);
      if (typeof caller === 'string') return refused(caller);
      const taken = channel.takes.safeParse(given);
      if (!taken.success) return refused('badArguments');
      channel.run(caller, taken.data);
    });
  }
}
