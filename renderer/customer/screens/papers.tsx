import { Choices } from '../choices.tsx';
import { Stage } from '../stage.tsx';
import type { ScreenProps } from './props.ts';

/** What the counter will ask for, each with what will do instead: told, not touched. */
export const Papers = ({ told }: ScreenProps<'papers'>) => (
  <Stage told={told} shape="wide">
    <div className="papers">
      <Choices told={told.choices} iconOf={() => 'receipt'} />
    </div>
  </Stage>
);

export const PapersMissing = ({ told }: ScreenProps<'papersMissing'>) => (
  <Stage told={told} shape="wide">
    <div className="papers">
      <Choices told={told.choices} iconOf={() => 'receipt'} />
    </div>
  </Stage>
);
