import type { ReadyPerson } from '#contracts/bank/people.ts';
import type { Screen } from '#contracts/screen/screen.ts';

/** As the bank masks a number. */
export const masked = (phone: string): string => `${phone.slice(0, 3)}****${phone.slice(-4)}`;

/** Everything about a person that a screen could betray, by what it is. */
export function personalTexts({ document, cards, phone }: ReadyPerson): ReadonlyMap<string, string> {
  const texts = new Map<string, string>([
    ['name', document.name],
    ['document number', document.number],
    ['authority', document.issuingAuthority],
  ]);
  if ('address' in document) texts.set('address', document.address);
  if (phone) texts.set('phone', phone).set('masked phone', masked(phone));
  for (const [index, { pan, holder }] of cards.entries())
    texts
      .set(`card ${index} number`, pan)
      .set(`card ${index} last four digits`, pan.slice(-4))
      .set(`card ${index} holder`, holder);
  return texts;
}

/** What of the person can be read off any of the screens, by what it is. */
export function betrayedBy(screens: readonly Screen[], person: ReadyPerson): string[] {
  const betrayed = new Set<string>();
  for (const screen of screens) {
    const text = JSON.stringify(screen);
    for (const [what, value] of personalTexts(person)) {
      // Four digits alone may be part of something else; as a word of their own they are a card.
      const found =
        value.length > 4 ? text.includes(value) : new RegExp(`(?<![\\w])${value}(?![\\w])`).test(text);
      if (found) betrayed.add(`${what} on ${screen.body.kind}`);
    }
  }
  return [...betrayed];
}
