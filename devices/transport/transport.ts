import type { CodedError, Result } from '#foundation/result.ts';

/** Why bytes cannot flow. `gone`: the line was open and is not any more. */
export type TransportError = CodedError<'missing' | 'busy' | 'refused' | 'gone' | 'overflow'>;

/** What an open line tells. After `closed` nothing follows, ever: a new line is a new object. */
export type LineEvents = {
  readonly data: (bytes: Uint8Array) => void;
  readonly closed: (reason: TransportError) => void;
};

/**
 * One connection to one device, from open to close. It is never reopened: what was written before a cable came
 * out must not be sent after it went back in, so a new connection is a new `Line`.
 */
export interface Line {
  /** Resolves once the bytes have left this process for the device; refused with `gone` after a close. */
  write(bytes: Uint8Array): Promise<Result<void, TransportError>>;
  /** Idempotent. `closed` is told once, with code `gone`. */
  close(): Promise<void>;
  /** Sets the only listener; bytes that came before it are held (bounded) and handed over first. */
  listen(events: LineEvents): void;
}

/** The smallest seam: how a line to a device is had. Real port, pipe, memory: all are one of these. */
export interface Transport {
  /** For people and traces: `/dev/ttyS0`, `pipe:id-reader`; no personal data. */
  readonly name: string;
  open(): Promise<Result<Line, TransportError>>;
}
