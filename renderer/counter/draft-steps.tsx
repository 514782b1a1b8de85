import type { DraftStep } from '#contracts/branch/draft.ts';
import type { Language } from '#contracts/language.ts';
import type { FormValue } from '#contracts/services/form.ts';
import { CATALOGUE, type TextKey } from '#texts/catalogue.ts';
import { type Texts, textsFor } from '#texts/format.ts';
import { DRAFT_WORDS, type DraftWords } from './draft-words.ts';
import { DoneShape, NotPossibleShape, OpenShape } from './shapes.tsx';

type Props = { readonly steps: readonly DraftStep[]; readonly language: Language };

const SHAPES = { done: DoneShape, different: NotPossibleShape, open: OpenShape } as const;

/** The declared steps of a service as a draft leaves them: done, different, open, by shape and by word. */
export function DraftSteps({ steps, language }: Props) {
  const words = DRAFT_WORDS[language];
  const texts = textsFor(language);
  return (
    <ol className="draft-steps">
      {steps.map(({ step, state, fields }) => {
        const Shape = SHAPES[state];
        return (
          <li key={step} data-state={state}>
            <Shape />
            <span className="draft-step">{stepName(step, texts)}</span>
            <span className="draft-state">{words.state[state]}</span>
            {fields.map(({ name, value, difference }) => (
              <p key={name} className="draft-field">
                <span>{valueWords(value, texts, words)}</span>
                {difference && <strong>{words.difference[difference]}</strong>}
              </p>
            ))}
          </li>
        );
      })}
    </ol>
  );
}

function stepName(step: string, texts: Texts): string {
  const key = `step.${step}`;
  return Object.hasOwn(CATALOGUE.en, key) ? texts.message(key as TextKey) : step;
}

function valueWords(value: FormValue, texts: Texts, words: DraftWords): string {
  switch (value.kind) {
    case 'card':
      return `${texts.pick(value.value.product)} •••• ${value.value.last4}`;
    case 'mobilePhone':
      return value.value.replace(/^(\d{3})(\d{4})(\d{4})$/, '$1 $2 $3');
    case 'proof':
      return words.proof;
  }
}
