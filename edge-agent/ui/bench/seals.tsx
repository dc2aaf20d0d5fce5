import type { Seal, SealState } from '@custody-edge/event-contract';
import { Button, Field, Label, Sign, Written } from '@custody-edge/ui-kit/components';
import { useState } from 'preact/hooks';
import { textIn } from '../visitor/text-in.ts';
import { Touch, touched } from './form.tsx';

const sealStates = ['intact', 'broken', 'absent'] as const satisfies readonly SealState[];
const mostSeals = 20;

/** Seals as somebody sees or makes them, one line each: its mark, and by a touch how it is. */
export function SealFields({
  known,
  least,
  begin = least,
  made = false,
}: {
  /** Those on record, which cannot be taken away. */
  known: readonly Seal[];
  least: 0 | 1;
  /** How many lines there are at first, where none are on record. */
  begin?: 0 | 1;
  /** They are being made: each is intact. */
  made?: boolean;
}) {
  const fewest = Math.max(known.length, least);
  const [count, setCount] = useState(Math.max(fewest, begin));
  return (
    <div class="bench-seals">
      {count === 0 && (
        <Sign sign="information" size="line">
          <Label of="lab.no-seal-borne" />
        </Sign>
      )}
      {Array.from({ length: count }, (_, row) => (
        <div key={row} class={made ? 'bench-seal bench-seal-made' : 'bench-seal'}>
          <Field name={`mark-${row}`} label="lab.mark" maxLength={60} initial={known[row]?.mark ?? ''} />
          {!made && (
            <Touch
              name={`seal-${row}`}
              question="lab.seal-is"
              answers={sealStates.map((value) => ({ value, label: `seal-state.${value}` }))}
            />
          )}
        </div>
      ))}
      <div class="bench-row-buttons">
        {count < mostSeals && (
          <Button rank="other" onPress={() => setCount(count + 1)}>
            <Label of="lab.add-seal" />
          </Button>
        )}
        {count > fewest && (
          <Button rank="quiet" onPress={() => setCount(count - 1)}>
            <Label of="lab.remove-seal" />
          </Button>
        )}
      </div>
    </div>
  );
}

/** What was filled in for seals. */
export const sealsIn = (form: FormData): Seal[] =>
  Array.from({ length: mostSeals }, (_, row) => row)
    .filter((row) => form.has(`mark-${row}`))
    .map((row) => ({ mark: textIn(form, `mark-${row}`), state: touched(form, `seal-${row}`, sealStates) }));

/** Seals as they were last seen or made. */
export function SealsSeen({ seals }: { seals: readonly Seal[] }) {
  if (seals.length === 0) return <Label of="lab.no-seals" />;
  return (
    <ul class="bench-seals-seen">
      {seals.map(({ mark, state }) => (
        <li key={mark} class={`seal-${state}`}>
          <Written>{mark}</Written>: <Label of={`seal-state.${state}`} />
        </li>
      ))}
    </ul>
  );
}
