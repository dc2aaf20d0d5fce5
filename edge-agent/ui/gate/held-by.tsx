import type { LateHold } from '@custody-edge/event-contract';
import { Code, Label, When, Written } from '@custody-edge/ui-kit/components';

/** Another matter that came after an order was verified: what it is, when each of the two was, and on which document it rests. */
export function HeldBy({ hold }: { hold: LateHold }) {
  const { caseNumber, authority, verifiedAt, addedAt, document } = hold;
  return (
    <span class="held-by">
      <span>
        <Code>{caseNumber}</Code> <Written>{authority}</Written>
      </span>
      {verifiedAt !== undefined && (
        <span>
          <Label of="late-hold.order-verified" /> <When at={verifiedAt} />
        </span>
      )}
      <span>
        <Label of="late-hold.hold-added" /> <When at={addedAt} />
      </span>
      {document ? (
        <span>
          <Label of={`hold-document.${document.kind}`} /> <Code>{document.number}</Code>{' '}
          <Written>{document.authority}</Written> <Code>{document.on}</Code>
        </span>
      ) : (
        <Label of="late-hold.no-document" />
      )}
    </span>
  );
}
