import { useState } from 'preact/hooks';
import { say } from '../messages/say.ts';
import { useLanguage } from './language.tsx';

const storageKey = 'custody-edge.theme';

type Theme = 'day' | 'night';

function initialTheme(): Theme {
  const chosen = localStorage.getItem(storageKey);
  if (chosen === 'day' || chosen === 'night') return chosen;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'night' : 'day';
}

/** Puts the page on the screen that this machine last chose; before the first paint, so that a night post is not dazzled. */
export function applyTheme(theme = initialTheme()): void {
  document.documentElement.dataset.theme = theme;
}

/** Whether the post works at night: tones are quieter then. */
export const isNight = (): boolean => document.documentElement.dataset.theme === 'night';

/** Switches between the day screen and the night screen; the choice stays on this machine. */
export function ThemeToggle() {
  const { pick } = useLanguage();
  const [theme, setTheme] = useState(initialTheme);
  const other: Theme = theme === 'day' ? 'night' : 'day';
  const choose = () => {
    localStorage.setItem(storageKey, other);
    applyTheme(other);
    setTheme(other);
  };
  const name = pick(say(other === 'night' ? 'common.night-screen' : 'common.day-screen'));
  return (
    <button type="button" class="toggle" aria-label={name} title={name} onClick={choose}>
      <svg class="toggle-picture" viewBox="0 0 24 24" aria-hidden="true">
        {other === 'night' ? (
          <path d="M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z" fill="currentColor" />
        ) : (
          <path
            d="M12 7.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 0 1 0-9ZM12 1.5v3M12 19.5v3M1.5 12h3M19.5 12h3M4.6 4.6l2.1 2.1M17.3 17.3l2.1 2.1M4.6 19.4l2.1-2.1M17.3 6.7l2.1-2.1"
            fill="none"
            stroke="currentColor"
            stroke-width="2.2"
          />
        )}
      </svg>
    </button>
  );
}
