import { err, type Result } from '#foundation/result.ts';
import type { CommandMap, CommandRequest, Device, DeviceError } from '../device.ts';
import { MAXIMUM_REMOTE_COMMANDS, type ToUser, toDevice, toUser } from './envelope.ts';
import { plainCopy } from './plain.ts';
import type { MessagePortLike } from './port.ts';

export type ExposedDevice = {
  /** Lets the port go; the device stays. What was under way for the other end is cancelled. Idempotent. */
  stop(): void;
};

/**
 * Offers a device on a port to one user in another process or thread (`connectDevice`). When the port closes,
 * nobody waits for its commands any more: they are cancelled; the device itself is closed only on the user's word.
 * A message that is no envelope closes the port: the other end is not what it should be.
 */
export function exposeDevice<Commands extends CommandMap, Event extends { readonly type: string }>(
  device: Device<Commands, Event>,
  port: MessagePortLike,
): ExposedDevice {
  const open = new Map<string, Promise<void>>();
  let stopped = false;

  const stop = () => {
    if (stopped) return;
    stopped = true;
    unsubscribe();
    for (const id of open.keys()) device.cancel(id);
    port.close();
  };
  /** False for what cannot cross: too large, not plain, not in the envelope's words. */
  const post = (message: ToUser): boolean => {
    const plain = plainCopy(message);
    const envelope = toUser.safeParse(plain.ok ? plain.value : undefined);
    if (envelope.success && !stopped) port.postMessage(envelope.data);
    return envelope.success;
  };
  const execute = async (id: string, name: string, input: object) => {
    let result: Result<object, DeviceError>;
    try {
      // Name and input are what the user's own types made them; a driver answers an unknown name `unsupported`.
      result = await device.execute({ id, name, input } as CommandRequest<Commands, keyof Commands & string>);
    } catch (failure) {
      result = err({ code: 'protocol', detail: failure instanceof Error ? failure.name : 'unknown' });
    }
    if (!post({ kind: 'result', id, result }))
      post({ kind: 'result', id, result: err({ code: 'protocol', detail: 'the answer cannot cross' }) });
  };
  const begin = (id: string, name: string, input: object) => {
    // Ids are the user's; one in use would end the other command's wait with this one's answer.
    if (open.has(id)) return stop();
    if (open.size >= MAXIMUM_REMOTE_COMMANDS)
      return void post({
        kind: 'result',
        id,
        result: err({ code: 'busy', detail: 'too many commands wait' }),
      });
    const running = execute(id, name, input).then(() => void open.delete(id));
    open.set(id, running);
  };
  const close = async () => {
    await device.close();
    // Their answers first: `closed` ends every wait that is left.
    await Promise.all(open.values());
    post({ kind: 'closed' });
  };
  const unsubscribe = device.subscribe((event) => {
    // An event that cannot cross must not be lost in silence: the user sees the device go.
    if (!post({ kind: 'event', event })) stop();
  });

  port.on('close', stop);
  port.on('message', (message) => {
    if (stopped) return;
    const plain = plainCopy(message);
    const envelope = toDevice.safeParse(plain.ok ? plain.value : undefined);
    if (!envelope.success) return stop();
    switch (envelope.data.kind) {
      case 'execute':
        return begin(envelope.data.id, envelope.data.name, envelope.data.input);
      case 'cancel':
        return open.has(envelope.data.id) ? device.cancel(envelope.data.id) : undefined;
      case 'close':
        return void close().catch(stop);
    }
  });
  return { stop };
}
