import { type FormEvent, type KeyboardEvent, useState } from 'react';
import type { CallView } from '#contracts/branch/call.ts';
import type { RemoteAct } from '#contracts/branch/call-act.ts';
import type { Language } from '#contracts/language.ts';
import type { Screen } from '#contracts/screen/screen.ts';
import type { Telling } from '#texts/tell/telling.ts';
import type { LobbyWords } from '../lobby/words.ts';
import { DeedButton } from './deed-button.tsx';
import { moveBetweenRows } from './focus.ts';
import { CONTROL_KEYS, DEEDS, letterOf, shownKey } from './keys.ts';
import {
  type ControlRow,
  type EntryRow,
  inputsOf,
  isRinged,
  type StepShown,
  stepShown,
  valueLimit,
} from './step-view.ts';
import type { TellerWords } from './words.ts';

type Ring = Extract<RemoteAct, { do: 'highlight' }>['what'];

type Props = {
  readonly view: CallView | null;
  readonly words: TellerWords;
  readonly lobby: LobbyWords;
  /** In which it is told, */
  readonly language: Language;
  /** and in which it can be told instead. */
  readonly other: Language;
  readonly ring: Ring;
  readonly can: boolean;
  readonly act: (act: RemoteAct, about: string) => void;
};

/** The customer's step in his own words, made from what his screen is made of; and what can be done at it from here. */
export function StepPanel({ view, words, lobby, language, other, ring, can, act }: Props) {
  return (
    <section
      className="box step"
      aria-labelledby="step-title"
      data-region="view"
      data-view={view?.is ?? 'none'}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keyboard, too.
      tabIndex={0}
      onKeyDown={moveBetweenRows}
    >
      <div className="step-head">
        <h2 id="step-title">
          {words.step} <kbd>{shownKey(DEEDS.view)}</kbd>
        </h2>
        <DeedButton deed="viewLanguage">{words.viewIn(words.speaks[other])}</DeedButton>
      </div>
      {view === null && <p className="hint">{words.stepWait}</p>}
      {view?.is === 'own' && (
        <div className="own" data-own={view.what}>
          <p className="own-what">{words.alone[view.what]}</p>
          <p>
            {view.service !== null && `${lobby.service[view.service]} · `}
            {Object.hasOwn(lobby.step, view.kind)
              ? lobby.step[view.kind as keyof typeof lobby.step]
              : lobby.otherStep}
          </p>
          <p className="hint">{words.aloneMore}</p>
        </div>
      )}
      {view?.is === 'shown' && (
        <ShownStep
          // Another question begins anew: what was being typed for the last one is not for this one.
          key={`${view.screen.step} ${view.screen.body.kind}`}
          view={view}
          words={words}
          language={language}
          ring={ring}
          can={can}
          act={act}
        />
      )}
    </section>
  );
}

type ShownProps = Omit<Props, 'view' | 'lobby' | 'other'> & {
  readonly view: Extract<CallView, { is: 'shown' }>;
};

function ShownStep({ view, words, language, ring, can, act }: ShownProps) {
  const shown = stepShown(view, language);
  const { entry } = shown;
  return (
    <>
      <p className="may">
        {words.mayHere}: {view.rights.map((right) => words.right[right]).join(' · ')}
      </p>
      <div className="told" lang={language} data-screen={view.screen.body.kind}>
        {(view.beneath || view.screen.frame.overlay) && (
          <p className="mark">{view.beneath ? words.beneath : words.overlaid}</p>
        )}
        <Told told={shown.told} title={shown.title} />
      </div>
      {entry && <EntryForm screen={view.screen} entry={entry} words={words} can={can} act={act} />}
      <Controls shown={shown} words={words} ring={ring} can={can} act={act} />
    </>
  );
}

function Told({ told, title }: { readonly told: Telling; readonly title: string }) {
  const lines = [
    ...told.lead,
    ...told.points,
    told.four?.means,
    told.four?.can,
    told.four?.knows,
    ...told.after,
  ];
  return (
    <>
      <p className="told-title">{title}</p>
      {told.notice && <p className={`told-notice tone-${told.notice.tone}`}>{told.notice.words.shown}</p>}
      {lines
        .flatMap((words) => (words && words.shown !== '' ? [words.shown] : []))
        .map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: sentences of one text, which may say the same twice.
          <p key={index}>{line}</p>
        ))}
      {told.facts.length > 0 && (
        <dl className="told-facts">
          {told.facts.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value.shown}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}

type EntryProps = Pick<ShownProps, 'words' | 'can' | 'act'> & {
  readonly screen: Screen;
  readonly entry: EntryRow;
};

/** What stands in the field, and a value to be put forward for it in one go. */
function EntryForm({ screen, entry, words, can, act }: EntryProps) {
  const [value, setValue] = useState('');
  const [wrong, setWrong] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!can || value.trim() === '') return;
    const inputs = inputsOf(value.trim(), entry, screen);
    setWrong(inputs === null);
    if (inputs === null) return;
    act({ do: 'propose', inputs }, `${words.propose} “${value.trim()}”`);
    setValue('');
  };
  return (
    <div className="entry">
      {entry.entered !== null && (
        <p>
          {words.entered}: <strong>{entry.entered === '' ? words.empty : entry.entered}</strong>
        </p>
      )}
      {entry.propose && (
        <form onSubmit={submit}>
          <label htmlFor="propose-value">{words.value}</label>
          <div className="write-row">
            <input
              id="propose-value"
              value={value}
              maxLength={valueLimit(entry)}
              autoComplete="off"
              spellCheck={false}
              inputMode={entry.by === 'digits' ? 'numeric' : 'text'}
              aria-invalid={wrong}
              aria-describedby="propose-wrong"
              onChange={({ target }) => {
                setValue(target.value);
                setWrong(false);
              }}
            />
            <button type="submit" className="small" aria-disabled={!can}>
              {words.proposeValue} <kbd>⏎</kbd>
            </button>
          </div>
          <p id="propose-wrong" className="problem" role="alert">
            {wrong && words.cannotEnter}
          </p>
        </form>
      )}
    </div>
  );
}

type ControlsProps = Pick<ShownProps, 'words' | 'ring' | 'can' | 'act'> & { readonly shown: StepShown };

function Controls({ shown, words, ring, can, act }: ControlsProps) {
  return (
    <>
      <p className="hint">{words.controlHint}</p>
      {(['choice', 'main', 'aside', 'frame'] as const).map((kind) => {
        const rows = shown.rows.filter((row) => row.kind === kind);
        return rows.length === 0 ? null : (
          <ul key={kind} className="controls" aria-label={words.controls[kind]}>
            {rows.map((row) => (
              <Control key={row.key} row={row} words={words} ring={ring} can={can} act={act} />
            ))}
          </ul>
        );
      })}
    </>
  );
}

type ControlProps = Pick<ShownProps, 'words' | 'ring' | 'can' | 'act'> & { readonly row: ControlRow };

/** One control of the customer's: a letter, or its button, does what may be done with it. */
function Control({ row, words, ring, can, act }: ControlProps) {
  const ringed = isRinged(row, ring);
  const choice = row.choice === undefined ? {} : { choice: row.choice };
  const acts = {
    highlight: row.highlight
      ? () =>
          act(
            { do: 'highlight', what: ringed ? null : { action: row.action, ...choice } },
            `${ringed ? words.highlightOff : words.highlight} “${row.label}”`,
          )
      : null,
    propose: row.propose
      ? () =>
          act(
            { do: 'propose', inputs: [{ action: row.action, ...choice }] },
            `${words.propose} “${row.label}”`,
          )
      : null,
    move: row.move ? () => row.move && act(row.move, `${words.move} “${row.label}”`) : null,
  };
  const names = ['highlight', 'propose', 'move'] as const;
  const pressed = (event: KeyboardEvent) => {
    const name = names.find((each) => CONTROL_KEYS[each] === letterOf(event));
    if (!name || event.repeat || !can) return;
    acts[name]?.();
  };
  return (
    <li
      data-row
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a row is where its letters are heard; its buttons are in it.
      tabIndex={0}
      data-control={row.key.trim()}
      data-ringed={ringed}
      data-open={row.open}
      aria-label={row.label}
      onKeyDown={pressed}
    >
      <span className="control-label">
        {row.label}
        {row.note !== null && <span className="soft"> · {row.note}</span>}
        {!row.open && <span className="soft"> · {words.notOffered}</span>}
      </span>
      <span className="row-acts">
        {names.map((name) => {
          const run = acts[name];
          return run === null ? null : (
            <button
              key={name}
              type="button"
              className="small"
              // By the row's own letter, or one after another by Tab from the row on.
              data-act={name}
              aria-disabled={!can}
              aria-pressed={name === 'highlight' ? ringed : undefined}
              onClick={() => can && run()}
            >
              {name === 'highlight' && ringed ? words.highlightOff : words[name]}
              <span className="heard-only"> {row.label}</span> <kbd>{shownKey(CONTROL_KEYS[name])}</kbd>
            </button>
          );
        })}
      </span>
    </li>
  );
}
