import { newCardOutcomeOf } from '#texts/tell/issue.ts';
import { Icon } from '../../ui/icons.tsx';
import { Choices } from '../choices.tsx';
import { FactsTold } from '../facts-told.tsx';
import { Picture } from '../picture.tsx';
import { ReceiptNotice } from '../receipt-notice.tsx';
import { Stage } from '../stage.tsx';
import { Waiting } from '../waiting.tsx';
import type { ScreenProps } from './props.ts';

export const ChooseCardKind = ({ told }: ScreenProps<'chooseCardKind'>) => (
  <Stage told={told}>
    <Choices told={told.choices} iconOf={() => 'card'} />
  </Stage>
);

export const CardDetail = ({ told }: ScreenProps<'cardDetail'>) => (
  <Stage told={told}>
    <Choices told={told.choices} />
  </Stage>
);

export const AwaitBinding = ({ told }: ScreenProps<'awaitBinding'>) => (
  <Stage told={told} outcome="unknown" beneath={<Waiting />}>
    <FactsTold told={told} strong={0} />
  </Stage>
);

/** What to take and where it is, in words and in the drawing. */
export function TakeNewCard({ told }: ScreenProps<'takeNewCard'>) {
  const [where, which] = told.facts;
  return (
    <Stage told={told} shape="picture">
      <ul className="things">
        <li className="thing">
          <Icon name="card" />
          <span className="row-words">
            <strong>{`${where?.label ?? ''} ${which?.value.shown ?? ''}`}</strong>
            <span className="things-where">{where?.value.shown}</span>
          </span>
        </li>
      </ul>
      <Picture media={{ newCard: 'going' }} />
    </Stage>
  );
}

/** Whether there is a card and whose it is, what is still missing, and the numbers to keep. */
export const NewCardResult = ({ body, told }: ScreenProps<'newCardResult'>) => (
  <Stage told={told} outcome={newCardOutcomeOf(body)} quiet>
    <FactsTold told={told} strong={-1} />
    <ReceiptNotice told={told} receipt={body.receipt} />
  </Stage>
);
