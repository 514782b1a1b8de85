/**
 * What text from outside (a card, a form, a reply) must not hold: control and format characters (bidirectional
 * overrides, joiners, language tags), lone surrogates, private use, what Unicode assigns to nothing, separators of
 * lines, and whatever is drawn as nothing (fillers, variation selectors). U+FFFC and U+FFFD stand for something lost.
 */
const FORBIDDEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\uFFFC\uFFFD]/u;

/**
 * True when the text may be shown, printed and stored as it is: one line of characters that a person can see, or
 * spaces, in Normalization Form C, so that what looks alike is alike. What cannot be made honest is refused rather
 * than altered: a name with a hidden character is not that name.
 */
export const isHonestText = (text: string): boolean =>
  !FORBIDDEN.test(text) && text.normalize('NFC') === text;
