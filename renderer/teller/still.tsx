import { useState } from 'react';
import * as z from 'zod';
import { pictureIdSchema } from '#contracts/branch/picture.ts';
import { PICTURE_LIMITS } from '#contracts/bridge/picture.ts';
import { DrawnPicture } from '../approvals/drawn-picture.tsx';
import { useStaff } from '../staff/gate.tsx';
import type { TellerWords } from './words.ts';

/** The bytes alone count here; whatever else stands beside them. */
const stillSchema = z.object({
  id: pictureIdSchema,
  jpeg: z
    .base64()
    .min(4)
    .max(Math.ceil(PICTURE_LIMITS.bytes / 3) * 4),
});

/** A still picture the customer allowed: fetched when somebody wants to see it, drawn, and kept nowhere. */
export function PictureOpened({
  id,
  words,
}: {
  readonly id: string;
  readonly words: TellerWords['picture'];
}) {
  const { ask } = useStaff();
  const [opened, setOpened] = useState<'closed' | 'opening' | 'failed' | { readonly jpeg: string }>('closed');
  const open = async () => {
    if (opened === 'opening') return;
    setOpened('opening');
    const reply = await ask(`/teller/api/pictures/${encodeURIComponent(id)}`, stillSchema);
    setOpened(reply.ok ? { jpeg: reply.value.jpeg } : 'failed');
  };
  if (typeof opened === 'object')
    return (
      <div className="still">
        <DrawnPicture jpeg={opened.jpeg} label={words.name} />
        <button type="button" className="small" onClick={() => setOpened('closed')}>
          {words.close}
        </button>
      </div>
    );
  return (
    <p>
      <button type="button" className="small" data-act="picture" onClick={() => void open()}>
        {opened === 'opening' ? words.opening : words.open}
      </button>
      {opened === 'failed' && (
        <span role="status" className="soft">
          {' '}
          {words.failed}
        </span>
      )}
    </p>
  );
}
