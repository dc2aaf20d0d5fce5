import { Button, Code, Label, useAddress } from '@custody-edge/ui-kit/components';
import type { TotalsAnswer } from '../../src/http/laboratory-view.ts';
import { Nothing, Section } from '../section.tsx';
import { useAnswer } from './use-answer.ts';

type Counted = TotalsAnswer['totals'][number]['sections'][number];
const parts = ['received', 'reported', 'pending'] as const;
const sumOf = (sections: readonly Counted[], part: (typeof parts)[number]): number =>
  sections.reduce((sum, section) => sum + section[part], 0);

/** Cases of each section in one month or year, as the laboratory's returns have them. */
export function Totals() {
  const address = useAddress();
  const by = address.value('by') === 'year' ? 'year' : 'month';
  const answer = useAnswer<TotalsAnswer>(`/api/laboratory/totals?by=${by}`);
  const totals = answer.state === 'said' ? answer.said.totals : [];
  const chosen = totals.findIndex(({ period }) => period === address.value('period'));
  const at = chosen === -1 ? totals.length - 1 : chosen;
  const shown = totals[at];
  const go = (index: number) => () => address.change({ period: totals[index]?.period ?? '' });
  return (
    <Section
      id="totals"
      title="laboratory.totals"
      beside={
        <span class="laboratory-bar">
          <Button rank={by === 'month' ? 'main' : 'other'} onPress={() => address.change({ by: '', period: '' })}>
            <Label of="laboratory.by-month" />
          </Button>
          <Button rank={by === 'year' ? 'main' : 'other'} onPress={() => address.change({ by: 'year', period: '' })}>
            <Label of="laboratory.by-year" />
          </Button>
          <a class="laboratory-link" href={`/api/laboratory/totals/csv?by=${by}`} download={`totals-by-${by}.csv`}>
            <Label of="laboratory.save-totals" />
          </a>
        </span>
      }
    >
      {answer.state === 'refused' && <Nothing of="laboratory.refused" />}
      {answer.state === 'said' && !shown && <Nothing of="laboratory.no-cases" />}
      {shown && (
        <>
          <p class="laboratory-bar laboratory-period">
            <Button rank="quiet" onPress={go(at - 1)} disabled={at === 0}>
              <Label of="laboratory.earlier" />
            </Button>
            <strong>
              <Code>{shown.period}</Code>
            </strong>
            <Button rank="quiet" onPress={go(at + 1)} disabled={at === totals.length - 1}>
              <Label of="laboratory.later" />
            </Button>
          </p>
          <table class="laboratory-table">
            <thead>
              <tr>
                <th>
                  <Label of="laboratory.section" />
                </th>
                {parts.map((part) => (
                  <th key={part} class="laboratory-number">
                    <Label of={`laboratory.${part}`} />
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.sections.map((section) => (
                <tr key={section.section}>
                  <td>
                    <Label of={`lab-section.${section.section}`} />
                  </td>
                  {parts.map((part) => (
                    <td key={part} class="laboratory-number">
                      <Code>{String(section[part])}</Code>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th>
                  <Label of="laboratory.all-sections" />
                </th>
                {parts.map((part) => (
                  <th key={part} class="laboratory-number">
                    <Code>{String(sumOf(shown.sections, part))}</Code>
                  </th>
                ))}
              </tr>
            </tfoot>
          </table>
        </>
      )}
    </Section>
  );
}
