import type { BilingualText, Language } from '@custody-edge/foundation';
import { type ComponentChildren, createContext } from 'preact';
import { useContext, useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { say } from '../messages/say.ts';

const storageKey = 'custody-edge.language';

const asLanguage = (value: string | null): Language | undefined =>
  value === 'en' || value === 'ur' ? value : undefined;

/** The address decides (`?lang=en`), also for the pages that are gone to from there; then the last choice on this machine, then Urdu. */
function initialLanguage(): Language {
  const asked = asLanguage(new URLSearchParams(location.search).get('lang'));
  const kept = () => [sessionStorage, localStorage].map((storage) => asLanguage(storage.getItem(storageKey)));
  return asked ?? kept().find((language) => language !== undefined) ?? 'ur';
}

const LanguageContext = createContext<{ language: Language; choose: (language: Language) => void }>({
  language: 'ur',
  choose: () => {},
});

/** Holds the language of the page and keeps `lang` and `dir` of the document with it. */
export function LanguageProvider({ children }: { children: ComponentChildren }) {
  const [language, setLanguage] = useState(initialLanguage);
  useLayoutEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = language === 'ur' ? 'rtl' : 'ltr';
    sessionStorage.setItem(storageKey, language);
  }, [language]);
  // Another page of this machine, or one that stands inside this one, was turned to another language.
  useEffect(() => {
    const follow = ({ key, newValue }: StorageEvent) => {
      const chosen = key === storageKey ? asLanguage(newValue) : undefined;
      if (chosen) setLanguage(chosen);
    };
    addEventListener('storage', follow);
    return () => removeEventListener('storage', follow);
  }, []);
  const choose = (chosen: Language) => {
    localStorage.setItem(storageKey, chosen);
    setLanguage(chosen);
  };
  return <LanguageContext.Provider value={{ language, choose }}>{children}</LanguageContext.Provider>;
}

/** The language of the page, and `pick` for places that take only a string (a label, a placeholder). */
export function useLanguage(): { language: Language; pick: (text: BilingualText) => string } {
  const { language } = useContext(LanguageContext);
  return { language, pick: (text) => text[language] };
}

/** Both languages, each in its own script, the present one marked. */
export function LanguageToggle() {
  const { language, choose } = useContext(LanguageContext);
  const other: Language = language === 'ur' ? 'en' : 'ur';
  return (
    <button type="button" class="toggle" title={say('common.choose-language')[language]} onClick={() => choose(other)}>
      <span lang="ur" dir="rtl" class={language === 'ur' ? 'toggle-present' : ''}>
        اردو
      </span>
      <span aria-hidden="true">/</span>
      <span lang="en" dir="ltr" class={language === 'en' ? 'toggle-present' : ''}>
        English
      </span>
    </button>
  );
}
