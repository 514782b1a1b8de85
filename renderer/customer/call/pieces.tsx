import { type ReactNode, useContext, useEffect, useRef, useState } from 'react';
import { barOf, Ear, loudness } from '../../call/level.ts';
import { ClockContext } from '../../clock.ts';
import { useMedia } from '../media/desk.ts';
import { useCall, useCallLine } from './context.ts';

type Shown = {
  /** What is seen, for whoever does not see it. */
  readonly label: string;
  /** What stands there while there is no picture. */
  readonly poster?: ReactNode;
};

/** A picture that moves, silent in any case: what is to be heard is heard elsewhere. */
function Moving({ stream, label, kind }: { stream: MediaStream; label: string; kind: 'remote' | 'own' }) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const shown = video.current;
    if (!shown) return;
    shown.srcObject = stream;
    // What cannot be played shows nothing; whether a picture comes is looked after elsewhere.
    shown.play().catch(() => undefined);
    return () => {
      shown.srcObject = null;
    };
  }, [stream]);
  return <video ref={video} className={`call-picture call-${kind}`} aria-label={label} muted playsInline />;
}

/** The teller, as he is seen now; the poster where there is no picture of him. May stand in several places at once. */
export function RemotePicture({ label, poster = null }: Shown) {
  const { peer } = useCall();
  if (!peer.picture || peer.mode !== 'video') return poster;
  return <Moving stream={peer.picture} label={label} kind="remote" />;
}

/** The customer himself, as in a mirror: in the self-test, and in a call while his picture goes out. */
export function OwnPicture({ label, poster = null }: Shown) {
  const media = useMedia();
  const { open } = useCall();
  const stream = media?.purpose === 'call' && media.stream.getVideoTracks().length > 0 ? media.stream : null;
  if (!stream || open?.camera === false) return poster;
  return <Moving stream={stream} label={label} kind="own" />;
}

/** What the teller says just now, in writing; nothing where he says nothing. */
export function Caption() {
  const { caption } = useCall();
  return caption === '' ? null : (
    <p className="call-caption" aria-live="polite">
      {caption}
    </p>
  );
}

/** Between two looks at the microphone, milliseconds. */
const LISTENED_EVERY = 80;

/** How loud it is at the microphone; tells the host once somebody speaks, or that nothing is heard for some seconds. */
export function Level({ label }: { readonly label: string }) {
  const media = useMedia();
  const line = useCallLine();
  const clock = useContext(ClockContext);
  const [bar, setBar] = useState(0);
  const stream = media?.purpose === 'call' && media.stream.getAudioTracks().length > 0 ? media.stream : null;
  useEffect(() => {
    setBar(0);
    if (!stream || typeof AudioContext === 'undefined') return;
    const context = new AudioContext();
    const analyser = new AnalyserNode(context, { fftSize: 2_048 });
    // Not to the speaker: nobody wants to hear himself.
    context.createMediaStreamSource(stream).connect(analyser);
    context.resume().catch(() => undefined);
    const samples = new Float32Array(analyser.fftSize);
    const ear = new Ear();
    let cancel = () => {};
    const listen = () => {
      analyser.getFloatTimeDomainData(samples);
      const decibels = loudness(samples);
      setBar(Math.round(barOf(decibels) * 20) / 20);
      const told = ear.hear(clock.now(), decibels);
      if (told !== null) line?.heard(told);
      cancel = clock.after(LISTENED_EVERY, listen);
    };
    listen();
    return () => {
      cancel();
      context.close().catch(() => undefined);
    };
  }, [stream, line, clock]);
  return stream ? <meter className="call-level" aria-label={label} min={0} max={1} value={bar} /> : null;
}
