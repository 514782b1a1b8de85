import type { TimerHandle } from '#foundation/clock.ts';
import { Listeners, type Unsubscribe } from '#foundation/listeners.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import type { CommandRequest, DeviceError, DeviceIdentity, DeviceStateEvent } from '../../device.ts';
import type { Driver, DriverContext, DriverFactory } from '../../driver.ts';
import { type Turn, Turns } from '../../link/turns.ts';
import type { IdScannerCommands, IdScannerCondition, IdScannerEvent } from '../contract.ts';
import { Conversation, refusalError } from './conversation.ts';
import {
  decodeReadData,
  isCardRefusal,
  isSamNumber,
  MESSAGES,
  type Reply,
  SW3,
  samNumberText,
  statusIs,
} from './protocol.ts';
import { decodeRecord } from './records.ts';

/** Pause between two finds, and between two tries of one card, milliseconds (200 to 300 is usual). */
export const FIND_EVERY_MILLISECONDS = 250;

/** Whole tries of find, select and read before the card must be lifted. */
export const READ_TRIES = 3;

/** Finds in a row without a usable answer before a waiting read says that the reader is not there. */
export const LOST_FINDS = 8;

/** Sends of one question where nobody waits for a card: identify and presence. */
const ASK_TRIES = 3;

type ReadOutput = IdScannerCommands['readDocument']['output'];

/** `none` is "no card": also what many readers say of a card they have read and that was not lifted since. */
type Sight = 'found' | 'none';

/**
 * One try's end.
 * - `failed`: this try only. `taken`: the reader may believe it has read the card, and may hide it from find now.
 * - `settled`: the command ends with it: a document, a document problem, or an error no further try can mend.
 */
type Attempt =
  | { readonly kind: 'failed'; readonly error: DeviceError; readonly taken: boolean }
  | { readonly kind: 'settled'; readonly result: Result<ReadOutput, DeviceError> };

type Handlers = {
  readonly [Name in keyof IdScannerCommands]: (
    turn: Turn,
  ) => Promise<Result<IdScannerCommands[Name]['output'], DeviceError>>;
};

const problem = (condition: IdScannerCondition, from: Partial<DeviceError> = {}): DeviceError => ({
  ...from,
  code: 'condition',
  condition,
});

/** Errors after which asking again is senseless: the caller, the line or the whole reader has ended it. */
const isFinal = (error: DeviceError): boolean => ['cancelled', 'offline', 'condition'].includes(error.code);

class SdtDriver implements Driver<IdScannerCommands, IdScannerEvent> {
  readonly #context: DriverContext;
  readonly #conversation: Conversation;
  readonly #turns = new Turns();
  readonly #listeners = new Listeners<IdScannerEvent | DeviceStateEvent>();
  /** The card that lies there was given up: it is not tried again as long as every find sees it lying there. */
  #mustLift = false;
  #liftTimer: TimerHandle | undefined;
  #closed = false;

  readonly #handlers: Handlers = {
    readDocument: (turn) => this.#readDocument(turn),
    presence: (turn) => this.#presence(turn),
  };

  constructor(context: DriverContext) {
    this.#context = context;
    this.#conversation = new Conversation(context);
    this.#conversation.listen((reason) => {
      if (this.#closed) return;
      const error: DeviceError = { code: 'offline', detail: reason.code };
      this.#end(error);
      this.#listeners.publish({ type: 'deviceState', state: 'offline', error });
    });
  }

  identify(): Promise<Result<DeviceIdentity, DeviceError>> {
    return this.#turns.run('sdt:identify', async (turn) => {
      // The number first: it also clears the line of whatever a program before us left there.
      const number = await this.#persist(() => this.#conversation.ask(MESSAGES.number, turn));
      if (!number.ok) return number;
      const serialNumber = isSamNumber(number.value) ? samNumberText(number.value.data) : undefined;
      if (serialNumber === undefined) return err(refusalError(number.value));
      const state = await this.#persist(() => this.#conversation.ask(MESSAGES.state, turn));
      if (!state.ok) return state;
      if (!statusIs(state.value, SW3.ok)) return err(refusalError(state.value));
      return ok({ model: 'SDT SAM_A', serialNumber });
    });
  }

  probe(): Promise<Result<unknown, DeviceError>> {
    return this.#turns.run('sdt:probe', (turn) => this.#conversation.ask(MESSAGES.state, turn));
  }

  execute<Name extends keyof IdScannerCommands & string>(
    request: CommandRequest<IdScannerCommands, Name>,
  ): Promise<Result<IdScannerCommands[Name]['output'], DeviceError>> {
    if (!Object.hasOwn(this.#handlers, request.name)) return Promise.resolve(err({ code: 'unsupported' }));
    const handler = this.#handlers[request.name];
    return this.#turns.run(request.id, (turn) => handler(turn));
  }

  cancel(id: string): void {
    this.#turns.cancel(id);
  }

  subscribe(listener: (event: IdScannerEvent | DeviceStateEvent) => void): Unsubscribe {
    return this.#listeners.add(listener);
  }

  async close(): Promise<void> {
    if (!this.#closed) this.#end({ code: 'offline' });
    await this.#context.line.close();
  }

  #end(error: DeviceError): void {
    this.#closed = true;
    if (this.#liftTimer !== undefined) this.#context.clock.clearTimeout(this.#liftTimer);
    this.#turns.close(error);
    this.#conversation.close(error);
  }

  async #readDocument(turn: Turn): Promise<Result<ReadOutput, DeviceError>> {
    let tries = 0;
    let taken = false;
    let lost = 0;
    for (;;) {
      const sight = await this.#find(turn);
      if (!sight.ok) {
        lost += 1;
        if (isFinal(sight.error) || lost >= LOST_FINDS) return sight;
      } else {
        lost = 0;
        // No card after a failed try: it was lifted, and what comes next is a new card; unless the reader hides it.
        if (sight.value === 'none' && !taken) tries = 0;
        const attempt = await this.#attempt(sight.value, { turn, taken, first: tries === 0 });
        if (attempt?.kind === 'settled') return attempt.result;
        if (attempt) {
          tries += 1;
          taken ||= attempt.taken;
          if (tries >= READ_TRIES) return this.#giveUp(attempt.error);
        }
      }
      await this.#conversation.pause(FIND_EVERY_MILLISECONDS, turn);
    }
  }

  /** One try, as far as there is something to try: `undefined` while no card lies there, or the old one still does. */
  async #attempt(
    sight: Sight,
    { turn, taken, first }: { readonly turn: Turn; readonly taken: boolean; readonly first: boolean },
  ): Promise<Attempt | undefined> {
    if (sight === 'none') return taken ? this.#read(turn) : undefined;
    if (this.#mustLift) return undefined;
    if (first) this.#listeners.publish({ type: 'documentFound' });
    const selected = await this.#conversation.ask(MESSAGES.select, turn);
    if (!selected.ok) return failed(selected.error, false);
    if (!statusIs(selected.value, SW3.ok)) return failed(refusalError(selected.value), false);
    return this.#read(turn);
  }

  async #read(turn: Turn): Promise<Attempt> {
    const reply = await this.#askRead(turn);
    if (!reply.ok) return failed(reply.error, true);
    if (!statusIs(reply.value, SW3.ok)) return failed(refusalError(reply.value), false);
    const data = decodeReadData(reply.value.data);
    if (!data.ok) return failed({ code: 'protocol', detail: 'lengths of text and photo' }, true);
    const document = decodeRecord(data.value.text);
    if (!document.ok) {
      const { code, detail } = document.error;
      if (code === 'damagedRecord') return failed({ code: 'protocol', detail: `damaged ${detail}` }, true);
      return { kind: 'settled', result: err(problem(code, detail === undefined ? {} : { detail })) };
    }
    return { kind: 'settled', result: ok({ document: document.value, photo: data.value.photo }) };
  }

  /** After a lost reply many readers answer "no card" to find until the card is lifted: so read again, bare, first. */
  async #askRead(turn: Turn): Promise<Result<Reply, DeviceError>> {
    const reply = await this.#conversation.ask(MESSAGES.read, turn);
    if (reply.ok || reply.error.code !== 'timeout') return reply;
    return this.#conversation.ask(MESSAGES.read, turn, { again: true });
  }

  #giveUp(error: DeviceError): Result<ReadOutput, DeviceError> {
    this.#mustLift = true;
    this.#watchForLift();
    const { deviceCode } = error;
    return err(problem('unreadable', deviceCode === undefined ? { detail: error.code } : { deviceCode }));
  }

  /** The customer may lift the card while no command runs: look on, one find at a time, until it was seen to be gone. */
  #watchForLift(): void {
    if (!this.#mustLift || this.#closed) return;
    this.#liftTimer = this.#context.clock.setTimeout(() => {
      const looked = this.#turns.busy
        ? Promise.resolve()
        : this.#turns.run('sdt:lift', (turn) => this.#find(turn));
      void looked.then(() => this.#watchForLift());
    }, FIND_EVERY_MILLISECONDS);
  }

  async #presence(turn: Turn): Promise<Result<{ readonly present: boolean }, DeviceError>> {
    const sight = await this.#persist(() => this.#find(turn));
    if (!sight.ok) return sight;
    if (sight.value === 'found') return ok({ present: true });
    const reply = await this.#askRead(turn);
    if (!reply.ok) return reply;
    if (statusIs(reply.value, SW3.ok)) return ok({ present: true });
    return isCardRefusal(reply.value) ? ok({ present: false }) : err(refusalError(reply.value));
  }

  async #find(turn: Turn): Promise<Result<Sight, DeviceError>> {
    const reply = await this.#conversation.ask(MESSAGES.find, turn);
    if (reply.ok && statusIs(reply.value, SW3.cardFound)) return ok('found');
    // Gone, or out of sight for a moment: it may have been lifted, and nobody may be left waiting for a lift we missed.
    if (reply.ok || reply.error.code === 'timeout') this.#mustLift = false;
    if (!reply.ok) return reply;
    return statusIs(reply.value, SW3.noCard) ? ok('none') : err(refusalError(reply.value));
  }

  async #persist<T>(ask: () => Promise<Result<T, DeviceError>>): Promise<Result<T, DeviceError>> {
    let result = await ask();
    for (let tries = 1; tries < ASK_TRIES && !result.ok && !isFinal(result.error); tries += 1)
      result = await ask();
    return result;
  }
}

const failed = (error: DeviceError, taken: boolean): Attempt =>
  isFinal(error) ? { kind: 'settled', result: err(error) } : { kind: 'failed', error, taken };

/** Driver of second-generation ID card readers that speak SDT (SAM_A) on a serial line, 115200 8N1. */
export const createSdtDriver: DriverFactory<IdScannerCommands, IdScannerEvent> = (context) =>
  new SdtDriver(context);
