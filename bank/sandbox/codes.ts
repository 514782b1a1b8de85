import { randomInt, randomUUID, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { type CodePurpose, type CodeVerdict, codePurpose, type SentCode } from '#contracts/bank/codes.ts';
import { maskPhone } from '#contracts/bank/values.ts';
import type { Clock } from '#foundation/clock.ts';
import { type Answer, answer, errorAnswer } from './answer.ts';
import { type CardRow, last4Of } from './cards.ts';
import type { Outcome } from './keyed.ts';
import { MESSAGES, tell } from './messages.ts';
import type { Store } from './store.ts';

/** The sandbox bank's rules for one-time codes; another bank has its own and says so in its answers. */
export const CODE_RULES = {
  validSeconds: 300,
  resendAfterSeconds: 60,
  /** Wrong tries until a code is locked. */
  tries: 3,
  /** Codes for one card in 24 hours. With `tries` this bounds guessing to 30 of a million. */
  perDay: 10,
  /** How long a right code proves anything: a number is typed at once, an agreement is read in one's own time first. */
  proofSeconds: { changePhone: 300, signUpEBanking: 1_800 },
} as const;

const codeRow = z.object({
  code_ref: z.string(),
  customer_ref: z.string(),
  card_ref: z.string(),
  code: z.string(),
  sent_at: z.number(),
  tries_left: z.number(),
  /** `spent`: its proof was used, or a newer code was sent. */
  state: z.enum(['open', 'right', 'locked', 'spent']),
  proof_ref: z.string().nullable(),
  proven_at: z.number().nullable(),
});

/** Codes outlive this process, so their age is wall time; a clock that went back makes them old, never young. */
const isFresh = (clock: Clock, since: number, seconds: number) => {
  const age = clock.wall() - since;
  return age >= 0 && age < seconds * 1000;
};

/** Sends a code to the phone reserved for the card. A newer code ends the older ones and their proofs. */
export function sendCode(store: Store, clock: Clock, card: CardRow, purpose: CodePurpose): Outcome {
  const phone = card.reserved_phone;
  if (phone === null) return { error: 'noPhone' };
  const sent = store.all(
    z.object({ sent_at: z.number() }),
    'SELECT sent_at FROM codes WHERE card_ref = ? ORDER BY sent_at DESC LIMIT ?',
    card.card_ref,
    CODE_RULES.perDay,
  );
  if (sent.filter((row) => isFresh(clock, row.sent_at, 86_400)).length >= CODE_RULES.perDay)
    return { error: 'tooManyCodes' };
  const newest = sent[0]?.sent_at;
  if (newest !== undefined && isFresh(clock, newest, CODE_RULES.resendAfterSeconds)) {
    const waited = (clock.wall() - newest) / 1000;
    return { error: 'tooSoon', retryAfterSeconds: Math.ceil(CODE_RULES.resendAfterSeconds - waited) };
  }

  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const codeRef = `cod_${randomUUID()}`;
  store.run(
    `UPDATE codes SET state = 'spent' WHERE card_ref = ? AND state IN ('open', 'right')`,
    card.card_ref,
  );
  store.run(
    `INSERT INTO codes (code_ref, customer_ref, card_ref, code, sent_at, tries_left, state) VALUES (?, ?, ?, ?, ?, ?, 'open')`,
    codeRef,
    card.customer_ref,
    card.card_ref,
    code,
    clock.wall(),
    CODE_RULES.tries,
  );
  store.run('INSERT INTO code_purposes (code_ref, purpose) VALUES (?, ?)', codeRef, purpose);
  tell(
    store,
    clock,
    phone,
    MESSAGES[purpose === 'changePhone' ? 'code' : 'eBankingCode'](
      code,
      last4Of(card),
      CODE_RULES.validSeconds / 60,
    ),
  );
  const reply: SentCode = {
    codeRef,
    sentTo: maskPhone(phone),
    validSeconds: CODE_RULES.validSeconds,
    resendAfterSeconds: CODE_RULES.resendAfterSeconds,
  };
  return { done: true, reply };
}

/** What a code was sent for; codes of a time before there were purposes were all of one. */
const purposeOf = (store: Store, codeRef: string): CodePurpose =>
  store.one(
    z.object({ purpose: codePurpose }),
    'SELECT purpose FROM code_purposes WHERE code_ref = ?',
    codeRef,
  )?.purpose ?? 'changePhone';

/** One try. Every try is in the books before its verdict is told, so that cutting the line buys no further try. */
export function verifyCode(store: Store, clock: Clock, input: { codeRef: string; code: string }): Answer {
  return store.transaction(() => {
    const row = store.one(codeRow, 'SELECT * FROM codes WHERE code_ref = ?', input.codeRef);
    return row ? answer(judge(store, clock, row, input.code)) : errorAnswer('codeUnknown');
  });
}

function judge(store: Store, clock: Clock, row: z.infer<typeof codeRow>, attempt: string): CodeVerdict {
  const matches = timingSafeEqual(Buffer.from(row.code), Buffer.from(attempt));
  if (row.state === 'locked') return { result: 'locked' };
  if (row.state === 'right' && row.proof_ref !== null && row.proven_at !== null) {
    const seconds = CODE_RULES.proofSeconds[purposeOf(store, row.code_ref)];
    const stillProves = matches && isFresh(clock, row.proven_at, seconds);
    return stillProves ? { result: 'right', proofRef: row.proof_ref } : { result: 'expired' };
  }
  if (row.state !== 'open' || !isFresh(clock, row.sent_at, CODE_RULES.validSeconds))
    return { result: 'expired' };
  if (matches) {
    const proofRef = `prf_${randomUUID()}`;
    store.run(
      `UPDATE codes SET state = 'right', proof_ref = ?, proven_at = ? WHERE code_ref = ?`,
      proofRef,
      clock.wall(),
      row.code_ref,
    );
    return { result: 'right', proofRef };
  }
  const triesLeft = row.tries_left - 1;
  store.run(
    'UPDATE codes SET tries_left = ?, state = ? WHERE code_ref = ?',
    triesLeft,
    triesLeft === 0 ? 'locked' : 'open',
    row.code_ref,
  );
  return triesLeft === 0 ? { result: 'locked' } : { result: 'wrong', triesLeft };
}

/** Names the code whose fresh proof this is, for this card, customer and purpose; nothing when it proves nothing. */
export function provenCode(
  store: Store,
  clock: Clock,
  card: CardRow,
  purpose: CodePurpose,
  proofRef: string,
): string | undefined {
  const row = store.one(
    codeRow,
    `SELECT * FROM codes WHERE proof_ref = ? AND card_ref = ? AND customer_ref = ? AND state = 'right'`,
    proofRef,
    card.card_ref,
    card.customer_ref,
  );
  if (!row || row.proven_at === null) return undefined;
  const meant = purposeOf(store, row.code_ref);
  const fresh = isFresh(clock, row.proven_at, CODE_RULES.proofSeconds[meant]);
  return fresh && meant === purpose ? row.code_ref : undefined;
}

/** A proof is for one use; call inside the transaction of what it allowed. */
export function spendCode(store: Store, codeRef: string): void {
  store.run(`UPDATE codes SET state = 'spent' WHERE code_ref = ?`, codeRef);
}
