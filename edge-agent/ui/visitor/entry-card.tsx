import type { VisitorDocument } from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import { Field, Label, Sign, SubmitButton, Text } from '@custody-edge/ui-kit/components';
import { useState } from 'preact/hooks';
import { EntryButtons, type EntryPageProps, EntryTitle } from './entry-frame.tsx';
import { textIn } from './text-in.ts';

const documents = ['cnic', 'passport', 'refugee-card', 'none'] as const satisfies readonly VisitorDocument[];

/** A card on the reader, or which document it is and its number; nobody is turned away for want of one. */
export function EntryCard({ desk, press }: EntryPageProps) {
  const [kind, setKind] = useState<VisitorDocument>();
  const choose = (document: VisitorDocument) =>
    document === 'none' ? void press({ action: 'document', document }) : setKind(document);
  return (
    <form
      class="step"
      onSubmit={(event) => {
        event.preventDefault();
        const number = textIn(new FormData(event.currentTarget), 'number');
        if (kind) void press({ action: 'document', document: kind, number });
      }}
    >
      <EntryTitle desk={desk}>
        <Label of={desk.kind === 'legal' ? 'visitor.lawyer' : 'visitor.arrival'} />
      </EntryTitle>
      <div class="step-body">
        <div class="visitor-documents">
          {documents.map((document) => (
            <button
              key={document}
              type="button"
              class="movement"
              aria-pressed={kind === document}
              onClick={() => choose(document)}
            >
              <span class="movement-name prose">
                <Label of={`visitor.document-${document}`} />
              </span>
            </button>
          ))}
        </div>
        {kind && <Field key={kind} name="number" label="visitor.number" maxLength={60} />}
      </div>
      <Sign sign={desk.again ? 'wait' : 'information'} size="line">
        <Text of={desk.again ?? say('visitor.scan-card')} />
      </Sign>
      <EntryButtons desk={desk} press={press}>
        {kind && (
          <SubmitButton>
            <Label of="visitor.go-on" />
          </SubmitButton>
        )}
      </EntryButtons>
    </form>
  );
}
