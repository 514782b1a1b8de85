import type { Result } from '#foundation/result.ts';
import type { CommandRequest, DeviceError } from '../../device.ts';
import type { CardReaderCommands } from '../contract.ts';

/** What it takes to talk to a card's chip. */
export type ChipCommands = Pick<CardReaderCommands, 'chipPowerOn' | 'chipPowerOff' | 'chipIO'>;

/** A card reader, or anything else that holds a card against contacts. */
export interface ChipReader {
  execute<Name extends keyof ChipCommands & string>(
    request: CommandRequest<ChipCommands, Name>,
  ): Promise<Result<ChipCommands[Name]['output'], DeviceError>>;
}
