import { Picture } from '../picture.tsx';
import { SmallWords, Stage } from '../stage.tsx';
import { Waiting } from '../waiting.tsx';
import type { ScreenProps } from './props.ts';

/** The wait in words; where something moves in the machine, the machine is shown. */
export const Working = ({ body, told }: ScreenProps<'working'>) => (
  <Stage
    told={{ ...told, after: [] }}
    beneath={
      <>
        <Waiting />
        <SmallWords told={told} />
      </>
    }
  >
    {body.what === 'returnCard' ? <Picture media={{ card: 'going' }} /> : null}
  </Stage>
);
