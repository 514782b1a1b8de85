import type { Answer, OwnAnswers } from '#contracts/finding/answer.ts';
import { ANSWERS } from '#contracts/finding/answers/all.ts';
import { SERVICE_WORDS } from '#contracts/finding/service-words.ts';
import { SERVICE_IDS } from '#contracts/services/service.ts';
import type { Way } from '../ports.ts';
import type { Findable } from './wayfinder.ts';

/** The answers that hold in this branch: its own in the place of the product's, some left out. */
export function answersOf({ answers, without }: OwnAnswers): Answer[] {
  const own = new Map(answers.map((answer) => [answer.id, answer]));
  const kept = ANSWERS.map((answer) => own.get(answer.id) ?? answer);
  const further = answers.filter(({ id }) => !ANSWERS.some((known) => known.id === id));
  return [...kept, ...further].filter(({ id }) => !without.includes(id));
}

/**
 * Everything that can be found: the terminal's services first, then the answers, then what one queues for. Of equally
 * likely ones the earlier is shown first. `way` null: the branch does not answer, and what comes with the product holds.
 */
export function findablesOf(way: Way | null): Findable[] {
  const answers = answersOf(way?.own ?? { answers: [], without: [] });
  return [
    ...SERVICE_IDS.map((id): Findable => ({ kind: 'service', id, phrases: SERVICE_WORDS[id], often: true })),
    ...answers.map(
      ({ id, question, words, often }): Findable => ({
        kind: 'answer',
        id,
        phrases: [question.zh, question.en, ...words],
        often,
      }),
    ),
    ...(way?.services ?? []).map(
      ({ id, name, words }): Findable => ({
        kind: 'business',
        id,
        phrases: [name.zh, ...name.zh.split(/[、，,]/), name.en, ...words],
        often: false,
      }),
    ),
  ];
}
