import { useEffect, useRef } from 'react';
import { DeedButton } from './deed-button.tsx';
import type { MediaKind, MediaView } from './media.ts';
import type { Link } from './picture.ts';
import type { TellerWords } from './words.ts';

type Props = {
  readonly media: MediaView;
  /** How the customer's side has it, by its own word. */
  readonly link: Link | null;
  readonly words: TellerWords;
  readonly devicesOpen: boolean;
  readonly choose: (kind: MediaKind, id: string) => void;
};

/** The customer in picture and sound, oneself in small, and in words how both sides have it. */
export function MediaPanel({ media, link, words, devicesOpen, choose }: Props) {
  const { is, muted, cameraOff } = media;
  if (is === 'text')
    return (
      <section className="box media" aria-label={words.mediaTitle} data-media={is}>
        <p className="media-state">
          <strong>{words.media.text}</strong>
        </p>
        <Theirs link={link} words={words} />
      </section>
    );
  const wrong = is === 'interrupted' || is === 'failed';
  return (
    <section
      className="box media"
      aria-labelledby="media-title"
      data-media={is}
      data-region="media"
      tabIndex={-1}
    >
      <h2 id="media-title" className="heard-only">
        {words.mediaTitle}
      </h2>
      <div className="pictures">
        <Playing stream={media.picture} label={words.remote} className="picture-remote" />
        {!media.picture && (
          <p className="picture-none">{is === 'connected' ? words.mode.audio : words.media[is]}</p>
        )}
        {media.own && !cameraOff && (
          <Playing stream={media.own} label={words.ownPicture} className="picture-own" />
        )}
        {wrong && (
          <p className="picture-wrong" role="alert">
            {words.media[is]}
          </p>
        )}
      </div>
      <Sounding stream={media.sound} speaker={media.chosen.speaker} />
      <p className="media-state" role="status">
        <strong>{words.media[is]}</strong>
        {is === 'connected' && ` · ${words.mode[media.mode]}`}
      </p>
      <Theirs link={link} words={words} />
      {(['camera', 'microphone'] as const).map((kind) => {
        const fault = media.faults[kind];
        return fault === null ? null : (
          <p key={kind} className="mind" data-fault={kind}>
            {words.ownFault[kind]}: {words.fault[fault]}
          </p>
        );
      })}
      {muted && <p className="mind">{words.muted}</p>}
      {cameraOff && <p className="mind">{words.cameraOff}</p>}
      <p className="row-acts">
        <DeedButton deed="mute" pressed={muted}>
          {muted ? words.unmute : words.deed.mute}
        </DeedButton>
        <DeedButton deed="camera" pressed={cameraOff}>
          {cameraOff ? words.cameraOn : words.deed.camera}
        </DeedButton>
        {is === 'failed' && <DeedButton deed="again">{words.deed.again}</DeedButton>}
        <DeedButton deed="devices" pressed={devicesOpen}>
          {words.deed.devices}
        </DeedButton>
      </p>
      {devicesOpen && <Devices media={media} words={words} choose={choose} />}
    </section>
  );
}

/** How the customer's side has it, by its own word. */
const Theirs = ({ link, words }: Pick<Props, 'link' | 'words'>) =>
  link && (
    <p className="soft">
      {words.theirs(words.linkState[link.state], words.mode[link.mode])}
      {!link.camera && ` · ${words.noCamera}`}
      {!link.microphone && ` · ${words.noMicrophone}`}
    </p>
  );

/** A picture without its sound. */
function Playing({
  stream,
  label,
  className,
}: {
  readonly stream: MediaStream | null;
  readonly label: string;
  readonly className: string;
}) {
  const place = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const video = place.current;
    if (!video) return;
    video.srcObject = stream;
    return () => {
      video.srcObject = null;
    };
  }, [stream]);
  return stream ? (
    <video ref={place} className={className} aria-label={label} autoPlay muted playsInline />
  ) : null;
}

/** What is heard of the customer, out of the loudspeaker that was chosen. */
function Sounding({ stream, speaker }: { readonly stream: MediaStream | null; readonly speaker: string }) {
  const place = useRef<HTMLAudioElement>(null);
  useEffect(() => {
    const audio = place.current;
    if (!audio) return;
    audio.srcObject = stream;
    return () => {
      audio.srcObject = null;
    };
  }, [stream]);
  useEffect(() => {
    // A loudspeaker that is gone leaves the one that was in use.
    if (typeof place.current?.setSinkId === 'function')
      place.current.setSinkId(speaker).catch(() => undefined);
  }, [speaker]);
  // biome-ignore lint/a11y/useMediaCaption: a live voice; what is said is written in the conversation.
  return <audio ref={place} autoPlay data-sound={stream !== null} />;
}

const KINDS: readonly MediaKind[] = ['camera', 'microphone', 'speaker'];

function Devices({ media, words, choose }: Pick<Props, 'media' | 'words' | 'choose'>) {
  return (
    <fieldset className="devices">
      <legend>{words.ownDevices.title}</legend>
      {KINDS.map((kind) => (
        <label key={kind}>
          <span>{words.ownDevices[kind]}</span>
          <select value={media.chosen[kind]} onChange={({ target }) => choose(kind, target.value)}>
            <option value="">{words.ownDevices.standard}</option>
            {media.devices
              .filter((device) => device.kind === kind)
              .map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
          </select>
        </label>
      ))}
    </fieldset>
  );
}
