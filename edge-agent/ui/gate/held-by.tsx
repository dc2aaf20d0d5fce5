import type { HoldDocument, LateHold } from '@custody-edge/event-contract';
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
      <span>{document ? <SourceDocument document={document} /> : <Label of="late-hold.no-document" />}</span>
    </span>
  );
}

/** The document that a hold rests on, as it was copied from the paper. */
export function SourceDocument({ document: { kind, number, authority, on } }: { document: HoldDocument }) {
  return (
    <>
      <Label of={`hold-document.${kind}`} /> <Code>{number}</Code> <Written>{authority}</Written> <Code>{on}</Code>
    </>
  );
}
