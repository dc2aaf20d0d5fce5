import { say } from '@custody-edge/ui-kit';
import {
  Button,
  Code,
  Dialog,
  Field,
  Label,
  SubmitButton,
  Text,
  useKeys,
  Written,
} from '@custody-edge/ui-kit/components';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { EntryView } from '../../src/visitor/view.ts';
import type { Press } from './press.ts';
import { textIn } from './text-in.ts';

/** What every page of an entry is given. */
export interface EntryPageProps {
  readonly desk: EntryView;
  readonly press: Press;
}

/** The ways out of a page, the same on each; what is special to it stands before them. */
export function EntryButtons({ desk, press, children }: EntryPageProps & { children?: ComponentChildren }) {
  const leave = () => void press({ action: 'cancel' });
  useKeys({ Escape: leave });
  return (
    <div class="step-buttons">
      {children}
      {desk.document && (
        <Button rank="quiet" onPress={() => void press({ action: 'back' })}>
          <Label of="visitor.back" />
        </Button>
      )}
      <Button rank="quiet" onPress={leave}>
        <Label of="visitor.leave" />
      </Button>
    </div>
  );
}

/** Who it is about: the visitor, and whom they come to. */
export function EntryTitle({ desk, children }: { desk: EntryView; children: ComponentChildren }) {
  const { visitor, person } = desk;
  return (
    <h1 class="step-title">
      <span class="step-movement prose">{children}</span>
      {visitor && (
        <strong class={person && 'prose'}>
          {person ? (
            <Text
              of={say('visitor.booked-line', {
                visitor: { en: visitor.name, ur: visitor.name },
                person: person.name,
              })}
            />
          ) : (
            <Written>{visitor.name}</Written>
          )}
        </strong>
      )}
    </h1>
  );
}

/** Who somebody is, as written down. */
export function Identity({
  title,
  identity,
  licence,
  until,
}: {
  title: 'visitor.before-you' | 'visitor.on-ban-list' | 'visitor.lawyer';
  identity: NonNullable<EntryView['visitor']>;
  /** Of the bar council. */
  licence?: string;
  until?: string;
}) {
  const { name, parentage, address, document, number, sex } = identity;
  return (
    <section class="visitor-identity">
      <h2>
        <Label of={title} />
      </h2>
      <p class="visitor-name">
        <Written>{name}</Written>
      </p>
      <p>
        <Label of="visitor.parentage" />: <Written>{parentage}</Written>
      </p>
      <p>
        <Label of="visitor.address" />: <Written>{address}</Written>
      </p>
      <p>
        <Label of={`visitor.document-${document}`} /> {number !== undefined && <Code>{number}</Code>}
      </p>
      <p>
        <Label of="visitor.sex" /> <Label of={`visitor.sex-${sex}`} />
      </p>
      {licence !== undefined && (
        <p>
          <Label of="visitor.licence" />: <Written>{licence}</Written>
        </p>
      )}
      {until !== undefined && (
        <p>
          <Text of={say('visitor.banned-until', { day: until })} />
        </p>
      )}
    </section>
  );
}

/** Another day instead. */
export function Book({ press }: { press: Press }) {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button rank="other" onPress={() => setOpen(true)}>
        <Label of="visitor.book" />
      </Button>
      {open && (
        <Dialog title={<Label of="visitor.book" />} onLeave={close}>
          <form
            class="visitor-book"
            onSubmit={(event) => {
              event.preventDefault();
              void press({ action: 'book', on: textIn(new FormData(event.currentTarget), 'on') });
            }}
          >
            <Field name="on" label="visitor.book-for" type="date" />
            <SubmitButton>
              <Label of="visitor.book" />
            </SubmitButton>
            <Button rank="quiet" onPress={close}>
              <Label of="gate.go-back" />
            </Button>
          </form>
        </Dialog>
      )}
    </>
  );
}
