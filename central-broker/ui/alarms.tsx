import type { ComponentChildren } from 'preact';

/** What somebody has to look into at once, each whole, in red; many of them scroll. */
export function Alarms({ children }: { children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, by the keyboard as well
    <section class="incomplete-releases" tabIndex={0}>
      {children}
    </section>
  );
}
