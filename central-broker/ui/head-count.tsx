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

const states = ['IN_CUSTODY', 'RELEASE_PENDING', 'OUT_COURT', 'RELEASED'] as const;

const grouped = (count: number): string => count.toLocaleString('en');

export function HeadCount({ view }: { view: OverviewView }) {
  const { pick } = useLanguage();
  return (
    <dl class="head-count" aria-label={pick(say('centre.head-count'))}>
      {states.map((state) => (
        <Count key={state} label={`state.${state}`} count={view.counts[state]} />
      ))}
      <Count label="centre.overdue" count={view.overdue} trouble="wait" />
      <Count label="centre.conflicts" count={view.conflicts} trouble="stop" />
    </dl>
  );
}

function Count({ label, count, trouble }: { label: PlainMessageKey; count: number; trouble?: SignKind }) {
  const sign = count > 0 ? trouble : undefined;
  return (
    <div class={`head-count-card ${sign ? `head-count-${sign}` : ''}`}>
      <dt>
        {sign && <SignShape sign={sign} />}
        <Label of={label} />
      </dt>
      <dd>
        <Code>{grouped(count)}</Code>
      </dd>
    </div>
  );
}

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
              {states.map((state) => (
                <td key={state} class="number">
                  <Code>{grouped(counts[state])}</Code>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">
              <Label of="centre.all-sites" />
            </th>
            {states.map((state) => (
              <td key={state} class="number">
                <Code>{grouped(view.counts[state])}</Code>
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </Section>
  );
}
