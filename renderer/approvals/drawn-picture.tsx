import { useEffect, useRef } from 'react';

const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

type Props = {
  /** Base64. */
  readonly jpeg: string;
  readonly label: string;
};

/** Drawn and not linked: what was looked at lies in no cache and cannot be dragged away as a file. */
export function DrawnPicture({ jpeg, label }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let over = false;
    void createImageBitmap(new Blob([bytesOf(jpeg)], { type: 'image/jpeg' })).then(
      (bitmap) => {
        const place = canvas.current;
        if (place && !over) {
          place.width = bitmap.width;
          place.height = bitmap.height;
          place.getContext('2d')?.drawImage(bitmap, 0, 0);
          place.dataset.drawn = 'true';
        }
        bitmap.close();
      },
      () => undefined,
    );
    return () => {
      over = true;
    };
  }, [jpeg]);
  return <canvas ref={canvas} className="shown-picture-drawn" role="img" aria-label={label} />;
}
