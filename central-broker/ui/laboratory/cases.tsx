import { say } from '@custody-edge/ui-kit';
import { Code, Label, SignShape, Text, useAddress, useLanguage, When, Written } from '@custody-edge/ui-kit/components';
import type { CaseLine } from '../../src/http/laboratory-view.ts';
import { Nothing, Section } from '../section.tsx';
import { useAnswer } from './use-answer.ts';

/** Dashes, blanks and case do not part what is the same number. */
const plain = (text: string): string => text.toLowerCase().replaceAll(/[\s/·.-]+/g, '');

/** Every case, found by number, FIR or police station. */
export function Cases({ onOpen }: { onOpen: (subject: string) => void }) {
  const { pick } = useLanguage();
  const address = useAddress();
  const query = address.value('q');
  const answer = useAnswer<{ cases: readonly CaseLine[] }>('/api/laboratory/cases');
  const cases = answer.state === 'said' ? answer.said.cases : [];
  const found = cases.filter(({ number, fir, policeStation }) =>
    [number, fir, policeStation].some((text) => plain(text).includes(plain(query))),
  );
  return (
    <Section
      id="cases"
      title="laboratory.cases"
      beside={
        <input
          type="search"
          class="search"
          dir="auto"
          value={query}
          placeholder={pick(say('laboratory.search'))}
          aria-label={pick(say('laboratory.search'))}
          onInput={(event) => address.change({ q: event.currentTarget.value })}
        />
      }
    >
      {answer.state === 'refused' && <Nothing of="laboratory.refused" />}
      {answer.state === 'said' && found.length === 0 && (
        <Nothing of={cases.length === 0 ? 'laboratory.no-cases' : 'laboratory.no-match'} />
      )}
      {found.length > 0 && (
        <table class="laboratory-table">
          <thead>
            <tr>
              {(['number', 'section', 'fir', 'from', 'opened', 'analyst', 'report'] as const).map((column) => (
                <th key={column}>
                  <Label of={`laboratory.${column}`} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {found.map((one) => (
              <CaseRow key={one.case} of={one} onOpen={onOpen} />
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

function CaseRow({ of, onOpen }: { of: CaseLine; onOpen: (subject: string) => void }) {
  return (
    <tr>
      <td>
        <button type="button" class="laboratory-open" onClick={() => onOpen(of.case)}>
          <Code>{of.number}</Code>
        </button>
        <Troubles of={of} />
      </td>
      <td>
        <Label of={`lab-section.${of.section}`} />
      </td>
      <td>
        <Code>{of.fir}</Code>
      </td>
      <td>
        <Written>{of.policeStation}</Written>
      </td>
      <td>
        <When at={of.openedAt} />
      </td>
      <td>{of.analyst === undefined ? <Label of="laboratory.no-analyst" /> : <Code>{of.analyst}</Code>}</td>
      <td>
        {of.reports.map(({ number, superseded }) => (
          <p key={number} class={superseded ? 'laboratory-superseded' : ''}>
            <Code>{number}</Code>
            {superseded && (
              <span>
                {' '}
                <Label of="laboratory.superseded" />
              </span>
            )}
          </p>
        ))}
      </td>
    </tr>
  );
}

/** What is wrong with a case. */
export function Troubles({ of }: { of: CaseLine }) {
  return (
    <>
      {of.late && (
        <p class="laboratory-trouble">
          <SignShape sign="wait" />
          <Label of="laboratory.late" />
        </p>
      )}
      {of.gaps > 0 && (
        <p class="laboratory-trouble">
          <SignShape sign="stop" />
          <Text of={say('laboratory.gaps', { count: of.gaps })} />
        </p>
      )}
    </>
  );
}
