import { type SyntheticEvent, useEffect, useRef, useState } from 'react';

type Props = {
  /** The WebM file. */
  readonly file: Blob;
  readonly label: string;
  /** What is said of one that does not play. */
  readonly unplayable: string;
};

/** Plays a recording out of this page's memory: its address is given back with the picture, and no file is offered. */
export function Picture({ file, label, unplayable }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  const address = useAddress(file);
  const [broken, setBroken] = useState(false);
  // Whoever pressed a key to get here goes on by key: space plays, arrows move.
  useEffect(() => {
    if (address !== null) video.current?.focus();
  }, [address]);
  if (address === null) return null;
  return (
    <>
      {broken && (
        <p className="problem" role="alert">
          {unplayable}
        </p>
      )}
      {/* biome-ignore lint/a11y/useMediaCaption: what was said at a terminal has no words in writing to show. */}
      <video
        ref={video}
        className="recording-picture"
        src={address}
        aria-label={label}
        controls
        controlsList="nodownload noremoteplayback"
        disablePictureInPicture
        playsInline
        preload="auto"
        onLoadedMetadata={findLength}
        onError={() => setBroken(true)}
      />
    </>
  );
}

/** WebM as it is recorded names no length. A browser knows it once it has been at the end; without it nobody could move in it. */
function findLength({ currentTarget: video }: SyntheticEvent<HTMLVideoElement>): void {
  if (video.duration !== Number.POSITIVE_INFINITY) return;
  const back = () => {
    video.currentTime = 0;
  };
  video.addEventListener('durationchange', back, { once: true });
  video.currentTime = Number.MAX_SAFE_INTEGER;
}

function useAddress(file: Blob): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return address;
}
