import { Choices } from '../choices.tsx';
import { FactsTold } from '../facts-told.tsx';
import { Stage } from '../stage.tsx';
import type { ScreenProps } from './props.ts';

/** One answer: what there is to know, the papers where a counter asks for some, and how it goes on. */
export const Answer = ({ told }: ScreenProps<'answer'>) => (
  <Stage told={told}>
    {told.facts.length > 0 ? <FactsTold told={told} strong={-1} /> : null}
    {told.points.map(({ shown }) => (
      <p className="over-rows" key={shown}>
        {shown}
      </p>
    ))}
    <div className="papers">
      <Choices told={told.choices} iconOf={() => 'receipt'} />
    </div>
  </Stage>
);
