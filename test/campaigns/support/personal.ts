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

/** Four digits alone are everywhere; as a word of their own they may be a card. */
const isFourDigits = (text: string): boolean => /^\d{4}$/.test(text);

/** What of it cannot stand anywhere by accident. */
export const unmistakable = (person: ReadyPerson): [what: string, text: string][] =>
  [...personalTexts(person)].filter(([, text]) => !isFourDigits(text));

/** What of the person can be read off any of the screens, by what it is. */
export function betrayedBy(screens: readonly Screen[], person: ReadyPerson): string[] {
  const betrayed = new Set<string>();
  for (const screen of screens) {
    const text = JSON.stringify(screen);
    for (const [what, value] of personalTexts(person)) {
      const found = isFourDigits(value)
        ? new RegExp(`(?<!\\w)${value}(?!\\w)`).test(text)
        : text.includes(value);
      if (found) betrayed.add(`${what} on ${screen.body.kind}`);
    }
  }
  return [...betrayed];
}
