/** One page's connection, whatever carries it: a WebSocket on loopback, or a MessagePort inside Electron. */
export interface Carrier {
  send(text: string): void;
  /** Bytes accepted but not yet on their way; what is far behind is cut off. */
  readonly backlog: number;
  close(): void;
  listen(events: {
    /** `undefined`: something that is not a text message or exceeds the bound. */
    readonly message: (text: string | undefined) => void;
    readonly closed: () => void;
  }): void;
}
