import type { Language } from '#contracts/language.ts';
import { en } from './en/index.ts';
import type { Translation } from './translation.ts';
import { zhCN } from './zh-CN/index.ts';

type Source = typeof zhCN;
export type TextKey = keyof Source;

/** Names of the places `{like this}` in a source message; the Chinese messages have no other kind. */
type Places<Message extends string> = Message extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Places<Rest>
  : never;

/** What a message must be given: nothing, or a value for each of its places. */
export type TextValues<Key extends TextKey> = [Places<Source[Key]>] extends [never]
  ? []
  : [values: Readonly<Record<Places<Source[Key]>, string | number>>];

/** Every text of the product in every language, as ICU messages. */
export const CATALOGUE: Readonly<Record<Language, Translation<Source>>> = { 'zh-CN': zhCN, en };

export const isTextKey = (key: string): key is TextKey => Object.hasOwn(zhCN, key);
