import type { Language } from '#contracts/language.ts';
import { useLanguage } from './language.tsx';
import type { StaffWords } from './words.ts';
import { en } from './words-en.ts';
import { zhCN } from './words-zh.ts';

export const WORDS: Readonly<Record<Language, StaffWords>> = { 'zh-CN': zhCN, en };

export const useWords = (): StaffWords => WORDS[useLanguage().language];
