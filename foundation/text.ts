/**
 * Text from outside (a card, a form, a reply) as it may be shown, printed and stored: one line, no control
 * characters, no bidirectional overrides, no lone surrogates, no noncharacters, no private use, NFC.
 * What cannot be made honest is refused rather than altered: a name with a hidden character is not that name.
 */
const FORBIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is refused here
  /[\u0000-\u001F\u007F-\u009F\u061C\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFD\uE000-\uF8FF]|\p{Cs}|\p{Cn}|\p{Co}/u;

/** True when the text holds only characters a person can see or a single ordinary space. */
export const isHonestText = (text: string): boolean => !FORBIDDEN.test(text);
