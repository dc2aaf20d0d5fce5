import { say } from '@custody-edge/ui-kit';
import {
  Code,
  Label,
  type PlainMessageKey,
  type SignKind,
  SignShape,
  useLanguage,
} from '@custody-edge/ui-kit/components';
import type { OverviewView } from '../src/http/view.ts';
import { Section } from './section.tsx';
import { groups, type State, states, statesIn, troubleOf } from './states.ts';

type Counts = OverviewView['counts'];

const grouped = (count: number): string => count.toLocaleString('en');
const sumOf = (counts: Counts, of: readonly State[]): number => of.reduce((sum, state) => sum + counts[state], 0);

/** Who is inside, out and gone, and what is wrong. */
export function HeadCount({ view }: { view: OverviewView }) {
  const { pick } = useLanguage();
  return (
    <dl class="head-count" aria-label={pick(say('centre.head-count'))}>
      {groups.map((group) => {
        const within = statesIn(group);
        const wrong = within.filter((state) => troubleOf(state) && view.counts[state] > 0);
        const [first] = wrong;
        return (
          <Count
            key={group}
            label={`centre.${group}`}
            count={sumOf(view.counts, within)}
            trouble={first && troubleOf(first)}
            states={within.filter((state) => !troubleOf(state) || view.counts[state] > 0)}
            counts={view.counts}
          />
        );
      })}
      <Count label="centre.overdue" count={view.overdue} trouble={view.overdue > 0 ? 'wait' : undefined} />
      {view.overDetained > 0 && <Count label="centre.over-detained" count={view.overDetained} trouble="stop" />}
      {view.answersOverdue > 0 && <Count label="centre.answer-overdue" count={view.answersOverdue} trouble="wait" />}
      <Count label="centre.conflicts" count={view.conflicts} trouble={view.conflicts > 0 ? 'stop' : undefined} />
    </dl>
  );
}

function Count({
  label,
  count,
  trouble,
  states: within = [],
  counts,
}: {
  label: PlainMessageKey;
  count: number;
  trouble: SignKind | undefined;
  states?: readonly State[];
  counts?: Counts;
}) {
  return (
    <div class={`head-count-card ${trouble ? `head-count-${trouble}` : ''}`}>
      <dt>
        {trouble && <SignShape sign={trouble} />}
        <Label of={label} />
      </dt>
      <dd class="head-count-total">
        <Code>{grouped(count)}</Code>
      </dd>
      {counts && (
        <dd class="head-count-parts">
          {within.map((state) => (
            <span key={state} class={troubleOf(state) ? 'head-count-trouble' : ''}>
              <Label of={`state.${state}`} /> <Code>{grouped(counts[state])}</Code>
            </span>
          ))}
        </dd>
      )}
    </div>
  );
}

/** Every state at every site. */
export function SiteCounts({ view }: { view: OverviewView }) {
  return (
    <Section id="sites" title="centre.head-count">
      <table>
        <thead>
          <tr>
            <th scope="col">
              <Label of="centre.site" />
            </th>
            {states.map((state) => (
              <th key={state} scope="col" class="number">
                <Label of={`state.${state}`} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {view.bySite.map(({ site, counts }) => (
            <tr key={site}>
              <th scope="row">
                <Code>{site}</Code>
              </th>
              <Numbers counts={counts} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">
              <Label of="centre.all-sites" />
            </th>
            <Numbers counts={view.counts} />
          </tr>
        </tfoot>
      </table>
    </Section>
  );
}

function Numbers({ counts }: { counts: Counts }) {
  return states.map((state) => (
    <td key={state} class={`number ${troubleOf(state) && counts[state] > 0 ? 'number-trouble' : ''}`}>
      <Code>{grouped(counts[state])}</Code>
    </td>
  ));
}
