import { Code, Label, SignShape, When, Written } from '@custody-edge/ui-kit/components';
import type { ArrivalView } from '../../src/bench/view.ts';

/** A file that came, as much of it as tells it from another one: the hash begins with what stands here. */
export function ArrivalLine({ arrival: { name, bytes, at, hash, isNamesake } }: { arrival: ArrivalView }) {
  return (
    <span class="bench-line-what">
      <strong class="bench-file">
        <Written>{name}</Written>
      </strong>{' '}
      <span class="listed-facts">
        <When at={at} />
        <Code>{Math.max(1, Math.round(bytes / 1_000))} kB</Code>
        <Code>{hash.slice(0, 8)}</Code>
      </span>
      {isNamesake && (
        <span class="bench-gap">
          <SignShape sign="wait" /> <Label of="lab.namesake" />
        </span>
      )}
    </span>
  );
}
