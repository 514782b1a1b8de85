import { Picture } from '../picture.tsx';
import { Stage } from '../stage.tsx';
import type { ScreenProps } from './props.ts';

/** After these, the same card or another one is laid down again, so the place is shown once more. */
const AGAIN = new Set(['unreadable', 'unsupportedDocument', 'customerUnknown']);

export function Identify({ body, told }: ScreenProps<'identify'>) {
  if (body.phase === 'problem' && body.problem) {
    return (
      <Stage told={told} outcome="mind">
        {AGAIN.has(body.problem) ? <Picture media={{ idCard: 'coming' }} /> : null}
      </Stage>
    );
  }
  return (
    <Stage told={told} shape="picture">
      <Picture media={{ idCard: body.phase === 'reading' ? 'lying' : 'coming' }} />
    </Stage>
  );
}
