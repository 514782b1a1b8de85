import { useEffect, useRef } from 'react';
import { useMedia } from '../media/desk.ts';
import { useShownPicture } from './desk.ts';

/** What the camera sees now; words while it is being opened. */
export function LiveView({ label, opening }: { readonly label: string; readonly opening: string }) {
  const media = useMedia();
  const video = useRef<HTMLVideoElement>(null);
  const stream = media?.purpose === 'still' ? media.stream : null;
  useEffect(() => {
    const shown = video.current;
    if (!shown || !stream) return;
    shown.srcObject = stream;
    // What cannot be played shows nothing; whether a picture comes is looked after elsewhere.
    shown.play().catch(() => undefined);
    return () => {
      shown.srcObject = null;
    };
  }, [stream]);
  return (
    <div className="eye" data-eye={stream ? 'live' : 'opening'}>
      {stream ? (
        <video ref={video} className="eye-picture" aria-label={label} muted playsInline />
      ) : (
        <p className="eye-words">{opening}</p>
      )}
      <span className="eye-corners" aria-hidden="true" />
    </div>
  );
}

/** The picture as the host has it, drawn from its very bytes. */
export function TakenView({ label, opening }: { readonly label: string; readonly opening: string }) {
  const bytes = useShownPicture();
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const place = canvas.current;
    if (!place || !bytes) return;
    let over = false;
    void createImageBitmap(new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' })).then(
      (bitmap) => {
        if (!over) {
          place.width = bitmap.width;
          place.height = bitmap.height;
          place.getContext('2d')?.drawImage(bitmap, 0, 0);
          place.dataset.drawn = 'true';
        }
        bitmap.close();
      },
      // Bytes that are no picture show nothing: it is taken again.
      () => undefined,
    );
    return () => {
      over = true;
    };
  }, [bytes]);
  return (
    <div className="eye" data-eye={bytes ? 'taken' : 'opening'}>
      {bytes ? (
        <canvas ref={canvas} className="eye-picture" role="img" aria-label={label} />
      ) : (
        <p className="eye-words">{opening}</p>
      )}
    </div>
  );
}
