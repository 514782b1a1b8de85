import { err, ok, type Result } from '#foundation/result.ts';
import type { DeviceError } from '../../device.ts';
import type { Turn } from '../../link/turns.ts';
import { isEmvAtr } from '../emv/atr.ts';
import { APDU_BYTES, type ChipProtocol } from './commands.ts';
import { committed } from './dialogue.ts';
import { condition, failure, noMedia } from './errors.ts';
import type { Crt310Reader } from './reader.ts';
import type { ChipResetReply } from './replies.ts';
import type { CardPosition } from './status.ts';

type Powered = { readonly protocol: ChipProtocol; readonly atr: Uint8Array };

/** The contact chip behind the reader: whether it has power, and in which protocol it speaks. */
export class Chip {
  readonly #reader: Crt310Reader;
  #protocol: ChipProtocol | undefined;

  constructor(reader: Crt310Reader) {
    this.#reader = reader;
  }

  get powered(): boolean {
    return this.#protocol !== undefined;
  }

  /**
   * Presses the contacts if need be, powers, resets cold, and once warm when the answer breaks EMV's rules (EMV
   * Book 1, 8.1). A chip that still breaks them is switched off again: `invalidMedia`. No answer: `chipMute`.
   */
  async powerOn(turn: Turn): Promise<Result<Powered, DeviceError>> {
    this.#protocol = undefined;
    const placed = await this.#place(turn);
    if (placed) return err(placed);
    const supplied = await this.#reader.chipPower('on', turn);
    // "Failed" is left to the reset to confirm: the manual does not say whether 33 30 looks for a chip.
    if (!supplied.ok && supplied.error.code !== 'hardwareError') return supplied;
    const cold = await this.#reader.chipReset('cold', turn);
    const reply = cold.ok && breaksEmv(cold.value) ? await this.#reader.chipReset('warm', turn) : cold;
    if (reply.ok && reply.value.kind === 'answered' && !breaksEmv(reply.value)) {
      const { protocol, atr } = reply.value;
      this.#protocol = protocol;
      return ok({ protocol, atr });
    }
    await this.#reader.chipPower('off', committed(turn));
    if (!reply.ok) return reply;
    if (reply.value.kind === 'answered') return err(condition('invalidMedia', 'ATR'));
    return err(
      reply.value.operation === 'failed' ? condition('chipMute', 'P=N') : failure(reply.value.operation),
    );
  }

  async powerOff(turn: Turn): Promise<Result<object, DeviceError>> {
    this.#protocol = undefined;
    const off = await this.#reader.chipPower('off', turn);
    return off.ok ? ok({}) : off;
  }

  /** The card is about to move, or has moved: its contacts are off. */
  forget(): void {
    this.#protocol = undefined;
  }

  async io(command: unknown, turn: Turn): Promise<Result<{ response: Uint8Array }, DeviceError>> {
    if (!(command instanceof Uint8Array)) return err({ code: 'invalidData', detail: 'no APDU' });
    if (command.length < APDU_BYTES.minimum || command.length > APDU_BYTES.maximum)
      return err({ code: 'invalidData', detail: 'APDU length' });
    if (!this.#protocol) return err(condition('chipNotPowered'));
    const answer = await this.#reader.chipIO(this.#protocol, command, turn);
    if (!answer.ok) return answer;
    if (answer.value.kind === 'answered') return ok({ response: answer.value.response });
    if (answer.value.operation !== 'failed') return err(failure(answer.value.operation));
    this.#protocol = undefined;
    return err(condition('chipMute', 'P=N'));
  }

  /** `undefined` once the card stands with its contacts pressed. */
  async #place(turn: Turn): Promise<DeviceError | undefined> {
    const status = await this.#reader.status(turn);
    if (!status.ok) return status.error;
    if (status.value.position !== 'inside') return notAtContact(status.value.position);
    const motion = await this.#reader.move('contact', turn);
    if (motion.kind === 'done') return undefined;
    if (motion.kind === 'notStarted') return motion.error;
    const after = await this.#reader.status(turn);
    return after.ok && after.value.position === 'contact' ? undefined : motion.error;
  }
}

const breaksEmv = (reply: ChipResetReply): boolean => reply.kind === 'answered' && !isEmvAtr(reply.atr);

/** Why a card at this place cannot be powered; `undefined` when it can. */
function notAtContact(position: CardPosition): DeviceError | undefined {
  switch (position) {
    case 'contact':
    case 'inside':
      return undefined;
    case 'none':
    case 'rearReleased':
      return noMedia;
    case 'longCard':
      return condition('mediaLong', 'S1=46');
    case 'shortCard':
      return condition('mediaShort', 'S1=47');
    case 'frontHeld':
    case 'frontReleased':
    case 'rearHeld':
      return condition('positionRefused');
  }
}
