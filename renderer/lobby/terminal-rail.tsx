import type { HallTerminal } from '#contracts/branch/hall.ts';
import { durationWords } from './duration.ts';
import type { HallWords } from './hall-words.ts';
import { AnsweredShape, ClosedShape, FreeShape, OpenShape, SilentShape } from './shapes.tsx';
import type { LobbyWords } from './words.ts';

type State = keyof HallWords['state'];

const SHAPES = {
  free: FreeShape,
  busy: AnsweredShape,
  stuck: OpenShape,
  closed: ClosedShape,
  silent: SilentShape,
} as const satisfies Record<State, unknown>;

type Props = {
  readonly terminal: HallTerminal;
  readonly words: LobbyWords;
  readonly hallWords: HallWords;
  /** The service's wall clock now, milliseconds since the Unix epoch. */
  readonly now: number;
};

/** One terminal: how it is in a word and a shape, where its customer is, and for how long. */
export function TerminalRail({
  terminal: { terminal, heardAt, silent, position, cutOffline },
  words,
  hallWords,
  now,
}: Props) {
  const state = stateOf(silent, position);
  const Shape = SHAPES[state];
  const since = (instant: string) => durationWords(now - Date.parse(instant), words);
  const resting = position === null || position.normal === null;
  return (
    <li className={`rail rail-${state}`} data-terminal={terminal} data-state={state}>
      <p className="rail-name">{terminal}</p>
      <p className="rail-state">
        <Shape />
        <span>{hallWords.state[state]}</span>
      </p>
      <div className="rail-where">
        {silent && (
          <p className="rail-note">
            {heardAt === null ? hallWords.neverHeard : hallWords.heard(since(heardAt))}
          </p>
        )}
        {cutOffline > 0 && <p className="rail-note">{hallWords.cutOffline(cutOffline)}</p>}
        {position && !position.inService && (
          <p>
            {position.reason !== null && Object.hasOwn(hallWords.closedWhy, position.reason)
              ? hallWords.closedWhy[position.reason as keyof HallWords['closedWhy']]
              : hallWords.closedOther}
          </p>
        )}
        {position?.inService && !resting && (
          <>
            <p>
              <b>{lookUp(words.step, position.screen) ?? words.otherStep}</b>
              {position.service !== null && (
                <span className="rail-service">
                  {' '}
                  · {lookUp(words.service, position.service) ?? words.otherStep}
                </span>
              )}
            </p>
            {position.step && (
              <p className="rail-steps">
                <span className="rail-marks" aria-hidden="true">
                  {Array.from({ length: Math.min(position.step.of, 12) }, (_, index) => index + 1).map(
                    (at) => (
                      <i
                        key={at}
                        data-at={
                          at === position.step?.position
                            ? 'here'
                            : at < (position.step?.position ?? 0)
                              ? 'behind'
                              : 'ahead'
                        }
                      />
                    ),
                  )}
                </span>
                <span>{hallWords.stepOf(position.step.position, position.step.of)}</span>
              </p>
            )}
          </>
        )}
      </div>
      <div className="rail-time">
        {!silent && position?.inService && !resting && (
          <>
            <p className="rail-since">{hallWords.atStep(since(position.since))}</p>
            {position.normal && (
              <p className="rail-soft">
                {hallWords.normally(
                  durationWords(position.normal.milliseconds, words),
                  position.normal.learnt,
                )}
                {position.visitSince !== null && ` · ${hallWords.inVisit(since(position.visitSince))}`}
              </p>
            )}
          </>
        )}
      </div>
    </li>
  );
}

function stateOf(silent: boolean, position: HallTerminal['position']): State {
  if (silent || position === null) return 'silent';
  if (!position.inService) return 'closed';
  if (position.stuck) return 'stuck';
  return position.visitSince === null && position.normal === null ? 'free' : 'busy';
}

const lookUp = (table: Readonly<Record<string, string>>, key: string): string | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;
