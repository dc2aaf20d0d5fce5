import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { Label, Text } from '@custody-edge/ui-kit/components';
import type { ComponentChildren } from 'preact';
import { Fact } from './fact.tsx';
import { listed } from './person.ts';

/** Two people beside each other, for the senior officer who compares them. */
export function Beside({ reviewer, children }: { reviewer: string; children: ComponentChildren }) {
  return (
    <>
      <h1 class="step-title">
        <span class="prose">
          <Label of="gate.conflict-title" />
        </span>
        <span class="person-number">
          <Text of={say('gate.conflict-for', { officer: reviewer })} />
        </span>
      </h1>
      <div class="step-body beside">{children}</div>
    </>
  );
}

/** One of two people who are compared. */
export function Side({
  title,
  portrait,
  children,
}: {
  title: BilingualText;
  /** Where a face is known to this house. */
  portrait?: ComponentChildren;
  children: ComponentChildren;
}) {
  return (
    /* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, by the keyboard as well */
    <section class="summary" tabIndex={0}>
      <h2>
        <Text of={title} />
      </h2>
      {portrait}
      <dl class="facts facts-single">{children}</dl>
    </section>
  );
}

/** One of two people, as whoever signs about both is told of them. */
export interface Compared {
  /** Where the name is from. */
  readonly title: BilingualText;
  readonly name: BilingualText;
  readonly number: string | undefined;
}

/** Whom the officer signs about: both with name, parentage and number. */
export function BothNamed({ both }: { both: readonly [Compared, Compared] }) {
  return (
    <dl class="facts facts-single">
      {both.map(({ title, name, number }) => (
        <Fact key={title.en} label={title} text={number === undefined ? name : listed([name, written(number)])} />
      ))}
    </dl>
  );
}

/** What somebody wrote; a dash where nothing is there. */
export const written = (text: string | undefined): BilingualText => ({ en: text ?? '–', ur: text ?? '–' });
