import { useEffect, useRef, useState } from 'react';
import { type OpenedPicture, openedPictureSchema } from '#contracts/branch/picture.ts';
import { useStaff } from '../staff/gate.tsx';
import type { ApprovalWords } from './words.ts';

type Props = {
  /** Id of the question it belongs to. */
  readonly approval: string;
  readonly picture: string;
  /** What it is a picture of. */
  readonly name: string;
  readonly words: ApprovalWords['picture'];
};

const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

/** One original: nothing of it is asked for before somebody wants to see it, since each look is written down. */
export function PictureOpener({ approval, picture, name, words }: Props) {
  const { ask } = useStaff();
  const [opened, setOpened] = useState<OpenedPicture | 'opening' | 'failed' | null>(null);
  const open = async () => {
    if (opened === 'opening') return;
    setOpened('opening');
    const path = `/approvals/api/${encodeURIComponent(approval)}/pictures/${encodeURIComponent(picture)}`;
    const reply = await ask(path, openedPictureSchema, { method: 'POST' });
    setOpened(reply.ok ? reply.value : 'failed');
  };
  if (opened !== null && typeof opened === 'object')
    return (
      <li className="shown-picture">
        <p className="shown-picture-name">{name}</p>
        <Drawn jpeg={opened.jpeg} label={name} />
      </li>
    );
  return (
    <li>
      <button type="button" className="plain" data-act="picture" onClick={() => void open()}>
        {opened === 'opening' ? words.opening : words.open(name)}
      </button>
      {opened === 'failed' && (
        <p className="hint" role="status">
          {words.failed}
        </p>
      )}
    </li>
  );
}

/** Drawn and not linked: what was looked at lies in no cache and cannot be dragged away as a file. */
function Drawn({ jpeg, label }: { readonly jpeg: string; readonly label: string }) {
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
