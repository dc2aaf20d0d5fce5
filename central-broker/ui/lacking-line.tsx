import { Code, Label, Sign, type SignKind, When } from '@custody-edge/ui-kit/components';
import type { ComponentChildren } from 'preact';
import type { EventLine, PersonLine } from '../src/http/view.ts';
import { SubjectName } from './subject-name.tsx';

/** An event that lacks something: when and of whom it was, and each thing that the record does not show. */
export function LackingLine({
  sign,
  event: { at, stationId, sequence, lacking = [] },
  person,
  children,
}: {
  sign: SignKind;
  event: Pick<EventLine, 'at' | 'stationId' | 'sequence' | 'lacking'>;
  person: Pick<PersonLine, 'identity' | 'subject'>;
  children: ComponentChildren;
}) {
  return (
    <Sign sign={sign} size="line">
      <p class="incomplete-release">
        <When at={at} />
        <SubjectName person={person} />
        {children}
        <Code>
          {stationId} #{sequence}
        </Code>
      </p>
      <ul>
        {lacking.map((gap) => (
          <li key={gap}>
            <Label of={`release-gap.${gap}`} />
          </li>
        ))}
      </ul>
    </Sign>
  );
}
