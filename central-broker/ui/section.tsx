import { Label, type PlainMessageKey } from '@custody-edge/ui-kit/components';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

/** A titled part of the overview with an address of its own. */
export function Section({
  id,
  title,
  beside,
  children,
}: {
  id: string;
  title: PlainMessageKey;
  beside?: ComponentChildren;
  children: ComponentChildren;
}) {
  const heading = useId();
  return (
    <section id={id} class="section" aria-labelledby={heading}>
      <header class="section-head">
        <h2 id={heading} class="prose">
          <Label of={title} />
        </h2>
        {beside}
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, by the keyboard as well */}
      <div class="section-body" tabIndex={0}>
        {children}
      </div>
    </section>
  );
}

/** What a part says when it has nothing to show. */
export function Nothing({ of }: { of: PlainMessageKey }) {
  return (
    <p class="nothing">
      <Label of={of} />
    </p>
  );
}
