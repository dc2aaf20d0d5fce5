import type { BilingualText } from '@custody-edge/foundation';
import { Text } from '@custody-edge/ui-kit/components';
import type { TargetedEvent } from 'preact';
import { useId } from 'preact/hooks';
import { type NumberKind, numberKinds, typedAs } from './number-kinds.ts';

/** A number that the pad of its form types, or a keyboard of any language. */
export function NumberField({
  name,
  label,
  kind,
  initial = '',
  optional = false,
}: {
  name: string;
  label: BilingualText;
  kind: NumberKind;
  initial?: string;
  optional?: boolean;
}) {
  const id = useId();
  const common = {
    id,
    name,
    class: 'number-field',
    dir: 'ltr',
    // The keyboard of the glass stays away from the pad.
    inputMode: 'none',
    autocomplete: 'off',
    required: !optional,
    maxLength: numberKinds[kind].maxLength,
    pattern: numberKinds[kind].pattern,
    defaultValue: initial,
    onInput: ({ currentTarget }: TargetedEvent<HTMLInputElement>) => {
      const typed = typedAs(kind, currentTarget.value);
      if (typed !== currentTarget.value) currentTarget.value = typed;
    },
  } as const;
  return (
    <div class="field">
      <label for={id}>
        <Text of={label} />
      </label>
      {kind === 'pin' ? <input {...common} type="password" /> : <input {...common} type="text" />}
    </div>
  );
}
