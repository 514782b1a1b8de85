import { saleOutcomeOf } from '#texts/tell/sale.ts';
import { Notice } from '../../ui/notice.tsx';
import { Choices } from '../choices.tsx';
import { FactsTold } from '../facts-told.tsx';
import { Points, Stage } from '../stage.tsx';
import type { ScreenProps } from './props.ts';

export const ProvePhone = ({ body, told }: ScreenProps<'provePhone'>) => (
  <Stage told={told}>
    <FactsTold told={told} strong={body.phone === null ? 1 : 0} />
  </Stage>
);

export const ChooseChannels = ({ told }: ScreenProps<'chooseChannels'>) => (
  <Stage told={told}>
    <Choices told={told.choices} />
  </Stage>
);

export const ChooseLimits = ({ told }: ScreenProps<'chooseLimits'>) => (
  <Stage told={told}>
    <Choices told={told.choices} />
  </Stage>
);

/** The limit of a day is the most that can be lost: it stands out. */
const DAY = 2;

export const ReviewEBanking = ({ told }: ScreenProps<'reviewEBanking'>) => (
  <Stage told={told} beneath={<Points told={told} />}>
    <FactsTold told={told} strong={DAY} />
  </Stage>
);

/** Why nothing is opened here, calmly, and where to go. */
export const EBankingClosed = ({ body, told }: ScreenProps<'eBankingClosed'>) => (
  <Stage told={told} outcome={body.why === 'alreadyOpen' ? 'good' : 'person'}>
    <FactsTold told={told} strong={-1} />
  </Stage>
);

/** The last of the facts are what to keep; the others say what was opened. */
const keptOf = ({ contractNumber, seal, outcome }: ScreenProps<'eBankingResult'>['body']): number =>
  1 +
  (contractNumber === null ? 0 : 1) +
  (seal !== 'none' && (outcome === 'done' || outcome === 'unknown') ? 1 : 0);

export function EBankingResult({ body, told }: ScreenProps<'eBankingResult'>) {
  const kept = keptOf(body);
  return (
    <Stage
      told={told}
      outcome={saleOutcomeOf(body.outcome)}
      quiet
      beneath={<FactsTold told={{ ...told, facts: told.facts.slice(0, -kept) }} strong={-1} />}
    >
      <FactsTold told={{ ...told, facts: told.facts.slice(-kept) }} strong={-1} />
      {told.notice && body.receipt !== 'offered' ? (
        <Notice tone={told.notice.tone} text={told.notice.words.shown} icon="receipt" />
      ) : null}
    </Stage>
  );
}
