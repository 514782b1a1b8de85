import { saleOutcomeOf } from '#texts/tell/sale.ts';
import { CodePad } from '../../ui/code-pad.tsx';
import { DigitSlots } from '../../ui/digit-slots.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Choices } from '../choices.tsx';
import { Entry } from '../entry.tsx';
import { FactsTold } from '../facts-told.tsx';
import { LiveView, TakenView } from '../pictures/views.tsx';
import { ReceiptNotice } from '../receipt-notice.tsx';
import { Stage } from '../stage.tsx';
import { useVisit } from '../visit.tsx';
import type { ScreenProps } from './props.ts';

/** Letters and digits in two groups, as they stand on the company's note. */
export function EnterCase({ body, told }: ScreenProps<'enterCase'>) {
  const { act, label } = useVisit();
  const of = (id: 'backspace' | 'clear') => ({ id, role: 'entry' as const });
  return (
    <Stage
      told={{ ...told, after: [] }}
      quiet
      beneath={
        <>
          <DigitSlots entered={body.entered} groups={[5, 5]} />
          <div className="remarks">
            {told.notice ? (
              <Notice tone={told.notice.tone} text={told.notice.words.shown} />
            ) : (
              told.after.map(({ shown }) => <p key={shown}>{shown}</p>)
            )}
          </div>
        </>
      }
    >
      <CodePad
        onLetter={(choice) => act({ id: 'letter', role: 'entry', choice })}
        onDigit={(digit) => act({ id: 'digit', role: 'entry', choice: digit })}
        onBackspace={() => act(of('backspace'))}
        onClear={() => act(of('clear'))}
        backspaceLabel={label(of('backspace'))}
        clearLabel={label(of('clear'))}
      />
    </Stage>
  );
}

export const CaseStopped = ({ told }: ScreenProps<'caseStopped'>) => (
  <Stage told={told} outcome="failed">
    <FactsTold told={told} strong={-1} />
  </Stage>
);

export const ReviewCase = ({ told }: ScreenProps<'reviewCase'>) => (
  <Stage told={told}>
    <FactsTold told={told} strong={0} />
  </Stage>
);

export const EnterCompanyPhone = ({ body, told }: ScreenProps<'enterCompanyPhone'>) => (
  <Entry told={told} entered={body.entered} groups={[3, 4, 4]} />
);

/** Each original with its state; any of them can be pictured, or pictured again. */
export const Originals = ({ body, told }: ScreenProps<'originals'>) => (
  <Stage told={told}>
    <Choices
      told={told.choices}
      iconOf={({ choice }) => {
        const state = body.list[choice]?.state;
        return state === 'taken' || state === 'shown' ? 'check' : state === 'again' ? 'mind' : 'camera';
      }}
    />
  </Stage>
);

export function PictureOriginal({ body, told }: ScreenProps<'pictureOriginal'>) {
  const { t } = useVisit().texts;
  if (body.phase === 'cameraAway') return <Stage told={told} outcome="failed" />;
  const opening = t('pictureOriginal.opening');
  return (
    <Stage told={told}>
      {body.phase === 'check' ? (
        <TakenView label={t('pictureOriginal.picture')} opening={t('pictureOriginal.showing')} />
      ) : (
        <LiveView label={t('pictureOriginal.live')} opening={opening} />
      )}
    </Stage>
  );
}

/** Of the facts so many say what was opened; the others, what to keep. Where nothing was, all are to be kept. */
const aboutOf = ({ outcome }: ScreenProps<'companyResult'>['body']): number => (outcome === 'done' ? 2 : 0);

export const CompanyResult = ({ body, told }: ScreenProps<'companyResult'>) => (
  <Stage
    told={told}
    outcome={saleOutcomeOf(body.outcome)}
    quiet
    beneath={<FactsTold told={{ ...told, facts: told.facts.slice(0, aboutOf(body)) }} strong={0} />}
  >
    <FactsTold told={{ ...told, facts: told.facts.slice(aboutOf(body)) }} strong={-1} />
    <ReceiptNotice told={told} receipt={body.receipt} />
  </Stage>
);
