import { Code, SignShape, When } from '@custody-edge/ui-kit/components';
import type { OverviewView } from '../src/http/view.ts';
import { Nothing, Section } from './section.tsx';

/** Messages that were refused: kept, counted and shown, never applied. */
export function Quarantine({ quarantine }: { quarantine: OverviewView['quarantine'] }) {
  return (
    <Section
      id="refused"
      title="centre.quarantine"
      beside={
        quarantine.total > 0 && (
          <span class="section-count">
            <SignShape sign="wait" />
            <Code>{quarantine.total}</Code>
          </span>
        )
      }
    >
      {quarantine.total === 0 && <Nothing of="centre.no-quarantine" />}
      <ul class="lines">
        {quarantine.latest.map((line, index) => (
          <li key={`${line.receivedAt} ${index}`} class="line">
            <When at={line.receivedAt} />
            <strong>
              <Code>{line.reason}</Code>
            </strong>
            <span class="line-detail">
              <bdi dir="ltr">{line.detail}</bdi>
            </span>
            <span class="line-detail">
              <bdi dir="ltr">{line.topic}</bdi>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
