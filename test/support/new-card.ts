import { vi } from 'vitest';
import { approver } from './approvals.ts';
import type { CustomerPage, Kiosk } from './kiosk.ts';
import { agree, PLACE, read, sign } from './signing.ts';

/** From the menu until the person was made sure of: the first kind that is here, a yes to everything, and staff say yes. */
export async function approvedForCard(kiosk: Kiosk, page: CustomerPage) {
  const staff = await approver(kiosk.host.branchUrl);
  await page.act('choose', PLACE.issueCard);
  const { kinds } = await page.see('chooseCardKind');
  const here = kinds.find(({ reason }) => reason === null);
  if (!here) throw new Error('no kind of card is here');
  await page.act('choose', here.place);
  await page.see('cardDetail', ({ detail }) => detail === 'occupation');
  await page.act('choose', 0);
  await page.see('cardDetail', ({ detail }) => detail === 'purpose');
  await page.act('choose', 1);
  const rules: string[] = [];
  for (const rule of ['cardTerms', 'personalData']) {
    rules.push((await page.see('consent', (body) => body.rule === rule)).rule);
    await page.act('agree');
  }
  await page.see('awaitApproval', ({ phase }) => phase === 'asked');
  const item = await vi.waitFor(() => staff.one(), { timeout: 20_000 });
  await staff.see(item.id);
  await staff.decide(item.id, { decision: 'approved', reason: 'faceAndDocument' });
  return { kind: here, rules, item };
}

/** From the menu to the signature: what comes next, the machine does. */
export async function applyForCard(kiosk: Kiosk, page: CustomerPage) {
  const { kind, rules, item } = await approvedForCard(kiosk, page);
  const paper = await read(page);
  rules.push(...(await agree(page)));
  await sign(page);
  return { kind, rules, item, paper };
}
