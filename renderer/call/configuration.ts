import type { Ice } from '#contracts/branch/signal.ts';
import type { Rung } from './quality.ts';

/** What the browser is told of where media may be relayed. */
export const configurationOf = ({ servers, relayOnly }: Ice): RTCConfiguration => ({
  iceServers: servers.map(({ urls, username, credential }) => ({
    urls: [...urls],
    ...(username === undefined ? {} : { username }),
    ...(credential === undefined ? {} : { credential }),
  })),
  iceTransportPolicy: relayOnly ? 'relay' : 'all',
  bundlePolicy: 'max-bundle',
  rtcpMuxPolicy: 'require',
});

/**
 * Codecs every browser has (RFC 7742, RFC 7874), best first, and the packets that repair them. The rest only makes
 * descriptions long.
 */
const CODECS = {
  video: ['video/VP8', 'video/H264', 'video/rtx'],
  audio: ['audio/opus'],
} as const;

export function preferCodecs(transceiver: RTCRtpTransceiver, kind: 'audio' | 'video'): void {
  const all = globalThis.RTCRtpReceiver?.getCapabilities(kind)?.codecs ?? [];
  const wanted = CODECS[kind].flatMap((type) => all.filter(({ mimeType }) => mimeType === type));
  // Of H.264 the browser lists each profile; the one every other browser has is enough.
  const one = wanted.filter(
    ({ mimeType, sdpFmtpLine }) =>
      mimeType !== 'video/H264' || /profile-level-id=42e01f/i.test(sdpFmtpLine ?? ''),
  );
  if (one.length > 0) transceiver.setCodecPreferences(one);
}

/** What our picture may cost on each rung; null: it is not sent. Bits and pictures a second; sizes are divided. */
export const PICTURES: Readonly<
  Record<
    Rung,
    { readonly maxBitrate: number; readonly maxFramerate: number; readonly divided: number } | null
  >
> = {
  video: { maxBitrate: 900_000, maxFramerate: 15, divided: 1 },
  small: { maxBitrate: 150_000, maxFramerate: 8, divided: 2 },
  audio: null,
  text: null,
};
