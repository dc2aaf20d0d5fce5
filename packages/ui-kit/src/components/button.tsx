import type { ComponentChildren } from 'preact';

/** A button that says its verb; `main` is the one that Enter presses, at most one on a page. */
export function Button({
  rank,
  onPress,
  disabled = false,
  children,
}: {
  rank: 'main' | 'other' | 'quiet';
  onPress: () => void;
  disabled?: boolean;
  children: ComponentChildren;
}) {
  return (
    <button type="button" class={`button button-${rank}`} disabled={disabled} onClick={onPress}>
      {children}
    </button>
  );
}

/** The button that sends its form. */
export function SubmitButton({ disabled = false, children }: { disabled?: boolean; children: ComponentChildren }) {
  return (
    <button type="submit" class="button button-main" disabled={disabled}>
      {children}
    </button>
  );
}
