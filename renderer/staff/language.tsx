import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import type { Language } from '#contracts/language.ts';

const LanguageContext = createContext<{
  readonly language: Language;
  readonly change: () => void;
}>({ language: 'zh-CN', change: () => {} });

/** The language of a page of staff. Held here and nowhere else: a page that is opened again speaks Chinese. */
export function StaffLanguage({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState<Language>('zh-CN');
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const change = () => setLanguage(language === 'en' ? 'zh-CN' : 'en');
  return <LanguageContext value={{ language, change }}>{children}</LanguageContext>;
}

export const useLanguage = () => useContext(LanguageContext);

/** Names the other language in itself. */
export function LanguageButton() {
  const { language, change } = useLanguage();
  return (
    <button type="button" className="language" lang={language === 'en' ? 'zh-CN' : 'en'} onClick={change}>
      {language === 'en' ? '中文' : 'English'}
    </button>
  );
}
