import { say } from '@custody-edge/ui-kit';
import { Code, Label, SignShape, Text, useLanguage, Written } from '@custody-edge/ui-kit/components';
import type { ExhibitLineView } from '../../src/bench/view.ts';
import { stemOf } from './label-stem.ts';
import { handsText } from './officer.ts';
import type { Press } from './press.ts';
import { UnitsDone } from './units-done.tsx';

/** Fewer than these stand one below the other, each with everything that is known of it. */
const fewestAlike = 7;

interface Listed {
  readonly me: string | undefined;
  readonly press: Press;
  /** The page says already how many are done. */
  readonly isCounted?: boolean | undefined;
}

/** Exhibits, each with who has it; many that are alike stand close together. A touch shows one, as scanning its label does. */
export function ExhibitList({ exhibits, ...listed }: Listed & { exhibits: readonly ExhibitLineView[] }) {
  const groups = [...Map.groupBy(exhibits, alike).values()];
  return (
    <ul class="bench-list">
      {groups.flatMap((lines) =>
        lines.length < fewestAlike
          ? lines.map((line) => <ExhibitLine key={line.subject} line={line} {...listed} />)
          : [<AlikeLines key={lines[0]?.subject} lines={lines} {...listed} />],
      )}
    </ul>
  );
}

/** What tells exhibits apart besides their labels, and how far the work with them has come. */
const alike = ({ described, kind, custodian, place, state, isOpen, hasGaps }: ExhibitLineView): string =>
  JSON.stringify([described, kind, custodian?.officerId, place, state, isOpen, hasGaps]);

function ExhibitLine({ line, me, press }: Listed & { line: ExhibitLineView }) {
  return (
    <li>
      <button type="button" class="choice" onClick={() => void press({ action: 'scan', text: line.label })}>
        <span class="bench-line-what">
          <strong>
            <Written>{line.label}</Written>
          </strong>{' '}
          <span class="bench-line-described">
            <Written>{line.described}</Written>
          </span>
        </span>
        <span class="listed-facts">
          {line.isDone && <SignShape sign="go" />}
          <Facts line={line} me={me} />
        </span>
      </button>
    </li>
  );
}

/** What they have in common once, and under it the end of each label; a tick on those that are done. */
function AlikeLines({ lines, me, press, isCounted }: Listed & { lines: readonly ExhibitLineView[] }) {
  const { pick } = useLanguage();
  const [first] = lines;
  if (!first) return null;
  const stem = stemOf(lines.map(({ label }) => label));
  const done = lines.filter(({ isDone }) => isDone).length;
  return (
    <li class="bench-alike">
      <p class="bench-line-what">
        <strong>
          <Code>{lines.length}</Code> × {stem !== '' && <Code>{`${stem}…`}</Code>}
        </strong>{' '}
        <Written>{first.described}</Written>
      </p>
      <p class="listed-facts">
        <Facts line={first} me={me} />
        {!isCounted && first.isDone !== undefined && <UnitsDone units={{ done, of: lines.length }} />}
      </p>
      <ul class="bench-chips">
        {lines.map(({ subject, label, isDone }) => (
          <li key={subject}>
            <button
              type="button"
              class={isDone ? 'choice bench-chip bench-chip-done' : 'choice bench-chip'}
              aria-label={isDone ? `${label}, ${pick(say('lab.is-done'))}` : label}
              onClick={() => void press({ action: 'scan', text: label })}
            >
              {isDone && <SignShape sign="go" />}
              <Code>{label.slice(stem.length)}</Code>
            </button>
          </li>
        ))}
      </ul>
    </li>
  );
}

function Facts({ line, me }: { line: ExhibitLineView; me: string | undefined }) {
  return (
    <>
      {line.hasGaps && (
        <span class="bench-gap">
          <SignShape sign="stop" /> <Label of="lab.has-gaps" />
        </span>
      )}
      <span>
        <Label of={`part-kind.${line.kind}`} />
      </span>
      {line.isOpen && (
        <span>
          <Label of="lab.lies-open" />
        </span>
      )}
      <span>
        <Text of={handsText(line, me)} />
      </span>
    </>
  );
}
