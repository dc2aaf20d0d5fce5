import type { BilingualText } from '@custody-edge/foundation';
import type { ComponentChildren } from 'preact';
import { say } from '../messages/say.ts';
import { LanguageToggle, useLanguage } from './language.tsx';
import { type SignKind, SignShape } from './sign.tsx';
import { Code, Text } from './text.tsx';
import { ThemeToggle } from './theme.tsx';

export interface StatusItem {
  readonly id: string;
  readonly sign: SignKind;
  readonly text: BilingualText;
}

/** The same at the foot of every station page: line to the centre, clock, each device, station, officer, language. */
export function StatusBar({
  items,
  station,
  children,
}: {
  items: readonly StatusItem[];
  station: string;
  /** Who is signed in. */
  children: ComponentChildren;
}) {
  const { pick } = useLanguage();
  return (
    <footer class="status-bar">
      <ul class="status-items" aria-label={pick(say('status.station-bar'))}>
        {items.map((item) => (
          <li key={item.id} class={`status-item status-${item.sign}`}>
            <SignShape sign={item.sign} />
            <span>
              <Text of={item.text} />
            </span>
          </li>
        ))}
        <li class="status-item status-station">
          <Code>{station}</Code>
        </li>
      </ul>
      {children}
      <ThemeToggle />
      <LanguageToggle />
    </footer>
  );
}
