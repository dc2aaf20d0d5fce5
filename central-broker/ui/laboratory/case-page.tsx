import { say } from '@custody-edge/ui-kit';
import { Button, Code, Label, SignShape, Text, useKeys, When, Written } from '@custody-edge/ui-kit/components';
import type { CaseWhole } from '../../src/http/laboratory-view.ts';
import { Nothing, Section } from '../section.tsx';
import { Troubles } from './cases.tsx';
import { useAnswer } from './use-answer.ts';

const forms = ['csv', 'lis2', 'asm'] as const;
const names = { csv: 'CSV', lis2: 'LIS2-A2', asm: 'Allotrope ASM' } as const;
const endings = { csv: 'csv', lis2: 'lis2.txt', asm: 'asm.json' } as const;

/** One case: where its exhibits are, and every result with the signed event that it came from. */
export function CasePage({ id, onBack }: { id: string; onBack: () => void }) {
  useKeys({ Escape: onBack });
  const answer = useAnswer<CaseWhole>(`/api/laboratory/cases/${encodeURIComponent(id)}`);
  return (
    <>
      <p class="laboratory-bar">
        <Button rank="other" onPress={onBack}>
          <Label of="laboratory.cases" />
        </Button>
        {forms.map((form) => (
          <a
            key={form}
            class="laboratory-link"
            href={`/api/laboratory/cases/${encodeURIComponent(id)}/${form}`}
            download={`case-${id}.${endings[form]}`}
          >
            <Text of={say(`laboratory.save-${form}`, { form: names[form] })} />
          </a>
        ))}
      </p>
      {answer.state === 'refused' && <Nothing of="laboratory.refused" />}
      {answer.state === 'said' && <Whole of={answer.said} />}
    </>
  );
}

function Whole({ of }: { of: CaseWhole }) {
  return (
    <>
      <header class="laboratory-case">
        <h2>
          <Code>{of.number}</Code>
        </h2>
        <p>
          <Label of={`lab-section.${of.section}`} /> · <Code>{of.fir}</Code> · <Written>{of.policeStation}</Written> ·{' '}
          <When at={of.openedAt} />
        </p>
        <Troubles of={of} />
      </header>
      <Section id="exhibits" title="laboratory.exhibits">
        {of.exhibits.length === 0 && <Nothing of="laboratory.no-exhibits" />}
        <table class="laboratory-table">
          <tbody>
            {of.exhibits.map(({ exhibit, label, described, custodian, gaps }) => (
              <tr key={exhibit}>
                <td>
                  <Code>{label}</Code>
                </td>
                <td>
                  <Written>{described}</Written>
                </td>
                <td>{custodian !== undefined && <Code>{custodian}</Code>}</td>
                <td>
                  {gaps > 0 && (
                    <span class="laboratory-trouble">
                      <SignShape sign="stop" />
                      <Text of={say('laboratory.gaps', { count: gaps })} />
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Section>
      <Section id="results" title="laboratory.results">
        {of.results.length === 0 && <Nothing of="laboratory.no-results" />}
        <table class="laboratory-table">
          <tbody>
            {of.results.map((row) => (
              <ResultRow key={row.event} of={row} />
            ))}
          </tbody>
        </table>
      </Section>
    </>
  );
}

function ResultRow({ of }: { of: CaseWhole['results'][number] }) {
  const { result } = of;
  return (
    <tr>
      <td>
        <Code>{of.label}</Code>
      </td>
      <td>
        {result.of === 'weight' && result.what !== undefined && <Label of={`weight-kind.${result.what}`} />}
        {of.technique !== undefined && <Label of={`technique.${of.technique}`} />}
        {of.protocol !== undefined && (
          <>
            {' '}
            <Written>{of.protocol}</Written>
          </>
        )}
      </td>
      <td>
        {result.of === 'weight' && (
          <strong>
            <Code>
              {result.value} {result.unit}
            </Code>
          </strong>
        )}
        {result.of === 'test' && (
          <>
            <strong>
              <Label of={`test-outcome.${result.outcome}`} />
            </strong>{' '}
            <Written>{result.observed}</Written>
          </>
        )}
        {result.of === 'file' && <Written>{result.name}</Written>}
        {of.manual !== undefined && (
          <p class="laboratory-trouble">
            <SignShape sign="wait" />
            <Text of={say('laboratory.manual', { why: of.manual })} />
          </p>
        )}
        {of.amended !== undefined && (
          <p class="laboratory-trouble">
            <SignShape sign="wait" />
            <Text of={say('laboratory.amended', { why: of.amended })} />
          </p>
        )}
      </td>
      <td>
        <When at={of.at} />
      </td>
      <td>{of.instrument !== undefined && <Written>{of.instrument}</Written>}</td>
      <td>{of.analyst !== undefined && <Code>{of.analyst}</Code>}</td>
      <td>
        <a class="laboratory-link" href={`/api/events/${of.event}`}>
          <Label of="laboratory.proof" />
        </a>
      </td>
    </tr>
  );
}
