import type { CallOrder } from '#contracts/bridge/call.ts';
import type { MediaFault } from '#contracts/bridge/media.ts';

/** Where one hears the other. */
export type Hearing = NonNullable<CallOrder['open']>['audio'];

/** Size and pace of a call's picture: lips can be read, and two cores are not busy with it. */
export const CALL_PICTURE = { width: 640, height: 480, frameRate: 15 } as const;

/** The browser's reasons (Media Capture and Streams, getUserMedia) in ours. */
const FAULTS: Readonly<Record<string, MediaFault>> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'missing',
  OverconstrainedError: 'missing',
  NotReadableError: 'busy',
  AbortError: 'busy',
};

export const faultOf = (failure: unknown): MediaFault =>
  (failure instanceof DOMException && FAULTS[failure.name]) || 'failed';

/**
 * How a microphone is opened for speech. What comes out of a loudspeaker has to be taken out of the sound again, or the
 * far side hears itself; in an ear there is nothing to take out, and doing it all the same makes speech worse.
 */
export const speechFrom = (audio: Hearing): MediaTrackConstraints => ({
  echoCancellation: audio === 'speaker',
  noiseSuppression: true,
  autoGainControl: true,
});
