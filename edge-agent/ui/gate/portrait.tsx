import { say } from '@custody-edge/ui-kit';
import { addressOf, Label, useLanguage } from '@custody-edge/ui-kit/components';
import { useState } from 'preact/hooks';
import type { PersonView } from '../../src/people/shown.ts';
import { nameOf } from './person.ts';

/** Who stands here, as photographed; a calm outline where there is no photograph, or none comes. */
export function Portrait({
  person,
  photograph = person?.photograph,
  size,
  from = '/api/photograph',
}: {
  person: PersonView | undefined;
  photograph?: string | undefined;
  size: 'beside' | 'large';
  /** Where it is served. */
  from?: string;
}) {
  const { pick } = useLanguage();
  const [failed, setFailed] = useState<string>();
  if (photograph === undefined || failed === photograph)
    return (
      <span class={`portrait portrait-${size} portrait-none`}>
        <svg viewBox="0 0 48 64" aria-hidden="true">
          <circle cx="24" cy="23" r="11" />
          <path d="M4 64c0-16 9-25 20-25s20 9 20 25z" />
        </svg>
        <span class={size === 'large' ? '' : 'visually-hidden'}>
          <Label of="photograph.none" />
        </span>
      </span>
    );
  return (
    <img
      class={`portrait portrait-${size}`}
      src={addressOf(`${from}/${photograph}`)}
      alt={pick(say('photograph.of', { person: nameOf(person ?? {}) }))}
      onError={() => setFailed(photograph)}
    />
  );
}
