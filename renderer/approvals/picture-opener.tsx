import { useContext, useState } from 'react';
import { type OpenedPicture, openedPictureSchema } from '#contracts/branch/picture.ts';
import { useStaff } from '../staff/gate.tsx';
import { DrawnPicture } from './drawn-picture.tsx';
import { ApprovalPlace } from './place.ts';
import type { ApprovalWords } from './words.ts';

type Props = {
  /** Id of the question it belongs to. */
  readonly approval: string;
  readonly picture: string;
  /** What it is a picture of. */
  readonly name: string;
  readonly words: ApprovalWords['picture'];
};

/** One original: nothing of it is asked for before somebody wants to see it, since each look is written down. */
export function PictureOpener({ approval, picture, name, words }: Props) {
  const { ask } = useStaff();
  const place = useContext(ApprovalPlace);
  const [opened, setOpened] = useState<OpenedPicture | 'opening' | 'failed' | null>(null);
  const open = async () => {
    if (opened === 'opening') return;
    setOpened('opening');
    const path = `${place}/${encodeURIComponent(approval)}/pictures/${encodeURIComponent(picture)}`;
    const reply = await ask(path, openedPictureSchema, { method: 'POST' });
    setOpened(reply.ok ? reply.value : 'failed');
  };
  if (opened !== null && typeof opened === 'object')
    return (
      <li className="shown-picture">
        <p className="shown-picture-name">{name}</p>
        <DrawnPicture jpeg={opened.jpeg} label={name} />
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
