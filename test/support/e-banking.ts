import type { BenchHands, CustomerPage } from './kiosk.ts';
import { agree, PLACE, read, sign } from './signing.ts';
import { newestCode } from './steps.ts';

/** From the menu to the question for a code, for the first card that has what is wanted. */
export async function toTheProof(page: CustomerPage, last4?: string): Promise<void> {
  await page.act('choose', PLACE.eBankingSignUp);
  await page.until('a card or its phone', () =>
    ['chooseCard', 'provePhone'].includes(page.screen.body.kind) ? true : undefined,
  );
  const { body } = page.screen;
  if (body.kind === 'chooseCard') {
    const index = body.cards.findIndex(
      (card) => card.selectable && (last4 === undefined || card.last4 === last4),
    );
    await page.act('choose', index);
  }
  await page.see('provePhone');
}

/** Gets the code and enters it, after a wrong one if that is wanted. */
export async function proveWith(
  { bench, page }: { readonly bench: BenchHands; readonly page: CustomerPage },
  phone: string | null,
  wrongFirst = false,
): Promise<void> {
  await page.act('sendCode');
  await page.see('enterCode');
  const code = await newestCode(bench, phone);
  if (wrongFirst) {
    await page.type(code === '000000' ? '000001' : '000000');
    await page.act('confirm');
    await page.see('enterCode', ({ problem }) => problem === 'wrong');
  }
  await page.type(code);
  await page.act('confirm');
}

/** Chooses mobile banking and the second of the limits; answers what is to be opened. */
export async function chooseTerms(page: CustomerPage) {
  await page.see('chooseChannels');
  await page.act('choose', 0);
  await page.see('chooseLimits');
  await page.act('choose', 1);
  return page.see('reviewEBanking');
}

/** Reads the agreement, agrees and signs; answers its bytes and the rules that were agreed to. */
export async function signAgreement(page: CustomerPage) {
  const agreement = await read(page);
  const rules = await agree(page);
  await sign(page);
  return { agreement, rules };
}
