import { say } from '@custody-edge/ui-kit';
import { Field, type PlainMessageKey } from '@custody-edge/ui-kit/components';
import type { ComponentChildren } from 'preact';
import type { HandOverMeaning, TileMeaning } from '../../src/gate/board/vouch-meanings.ts';
import { nameOf, type sentenceFor } from './person.ts';
import { SignDialog } from './sign-dialog.tsx';

/** The paper that an officer names when answering for it. */
const papers = {
  'medical-clearance': 'gate.certificate-number',
  'property-return': 'gate.receipt-number',
} as const satisfies Record<HandOverMeaning, PlainMessageKey>;

const isHandOver = (meaning: TileMeaning): meaning is HandOverMeaning => Object.hasOwn(papers, meaning);

/** An officer answers for one tile of a board or a report. */
export function VouchDialog({
  meaning,
  sentence,
  person,
  onLeave,
  children,
}: {
  meaning: TileMeaning;
  sentence: ReturnType<typeof sentenceFor>;
  person: Parameters<typeof nameOf>[0];
  onLeave: () => void;
  /** What is signed, where the question does not say it all. */
  children?: ComponentChildren;
}) {
  return (
    <SignDialog
      sentence={say(sentence, { person: nameOf(person) })}
      signs={(form) =>
        isHandOver(meaning)
          ? { action: 'hand-over', meaning, paper: String(form.get('paper') ?? '').trim() }
          : { action: 'vouch', meaning }
      }
      onLeave={onLeave}
    >
      {isHandOver(meaning) ? <Field name="paper" label={papers[meaning]} maxLength={60} /> : children}
    </SignDialog>
  );
}
