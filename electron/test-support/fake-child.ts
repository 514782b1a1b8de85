import { EventEmitter } from 'node:events';
import type { UtilityProcess } from '../types.ts';

/** A host's process that does what a test says and remembers what it was told. */
export class FakeChild extends EventEmitter {
  readonly told: { readonly message: Record<string, unknown>; readonly ports: readonly unknown[] }[] = [];
  killed = false;

  postMessage(message: Record<string, unknown>, ports: readonly unknown[] = []): void {
    this.told.push({ message, ports });
  }

  kill(): boolean {
    this.killed = true;
    return true;
  }

  says(message: unknown): void {
    this.emit('message', message);
  }

  ends(code: number): void {
    this.emit('exit', code);
  }

  /** The last message of that type. */
  last(type: string): Record<string, unknown> | undefined {
    return this.told.map(({ message }) => message).findLast((message) => message.type === type);
  }

  /** As Electron would hand it out. */
  get asProcess(): Pick<UtilityProcess, 'on' | 'postMessage' | 'kill'> {
    return this as unknown as UtilityProcess;
  }
}
