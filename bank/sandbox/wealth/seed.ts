import { createHash } from 'node:crypto';
import type { ReadyPerson } from '#contracts/bank/people.ts';
import type { Clock } from '#foundation/clock.ts';
import type { Store } from '../store.ts';
import { openAccount } from './accounts.ts';
import { assessmentOf, keepAssessment } from './assessments.ts';
import { bankDayOf, dayMoved } from './calendar.ts';
import { findingOf, QUESTIONNAIRE } from './questionnaire.ts';

/** What stands on each debit card's account when the books open, fen; a card that is not named has nothing. */
const BALANCES: Readonly<Record<string, number>> = {
  crd_p3Zt8NfW51aa: 52_300_000,
  crd_w6Xe4HsJ93ac: 1_000_000,
  crd_d2Qa7UgM68ba: 36_800_000,
  crd_f5Vc1KpT29bb: 1_250_000,
  crd_h8Lm3BxD40ca: 66_600,
  crd_j1Ny6EoS84da: 58_800_050,
  crd_m4Pz9IuV16ea: 2_000_000,
  crd_r7Sf0AwG35fa: 100_000,
};

/** Assessments from before the books: one that stands, one that is over. The others were never assessed. */
const ASSESSED = [
  { key: 'foreigner', options: ['o3', 'o2', 'o4', 'o4', 'o3', 'o3', 'o3', 'o3'], daysAgo: 30 },
  { key: 'elder', options: ['o2', 'o2', 'o3', 'o4', 'o2', 'o3', 'o2', 'o2'], daysAgo: 400 },
] as const;

/** Birthdays, accounts and earlier assessments of the ready people; whatever stands in the books already stays. */
export function seedWealth(store: Store, clock: Clock, people: readonly ReadyPerson[]): void {
  for (const { customerRef, document, cards } of people) {
    const sql = 'INSERT OR IGNORE INTO birthdays (customer_ref, birth_date) VALUES (?, ?)';
    store.run(sql, customerRef, document.birthDate);
    for (const { cardRef, kind } of cards)
      if (kind === 'debit') openAccount(store, clock, cardRef, BALANCES[cardRef] ?? 0);
  }
  for (const { key, options, daysAgo } of ASSESSED) {
    const person = people.find((one) => one.key === key);
    if (!person || assessmentOf(store, clock, person.customerRef) !== null) continue;
    const answers = QUESTIONNAIRE.questions.map(({ id }, place) => ({
      questionId: id,
      optionId: options[place] ?? 'o1',
    }));
    const finding = findingOf(QUESTIONNAIRE, answers);
    if (!finding) continue;
    const { customerRef } = person;
    const documentSha256 = createHash('sha256').update(`earlier assessment of ${customerRef}`).digest('hex');
    keepAssessment(
      store,
      { customerRef, answers, ...finding, questionnaireVersion: QUESTIONNAIRE.version, documentSha256 },
      dayMoved(bankDayOf(clock.wall()), 0, -daysAgo),
    );
  }
}
