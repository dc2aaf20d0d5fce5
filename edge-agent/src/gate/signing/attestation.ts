import {
  type ApprovalMeaning,
  type AttestedDraft,
  attestationOf,
  type OfficerRole,
} from '@custody-edge/event-contract';
import type { Word } from '../../officers/word.ts';
import type { DeskInput } from '../desk.ts';

/** What an officer is about to sign. */
export interface ToSign {
  readonly meaning: ApprovalMeaning;
  /** `decisionDigest` of everything that the officer answers for. */
  readonly digest: string;
  /** It is about what the officer who attends does: that one cannot sign it. */
  readonly byAnother?: true;
  /** An officer who cannot sign it. */
  readonly notBy?: string;
  /** The one officer who can. */
  readonly by?: string;
  /** Offices in which alone the house lets it be signed. */
  readonly inOffice?: readonly OfficerRole[];
  /** What the desk hears once it is signed. */
  signed(word: Word): DeskInput;
}

/** A word that becomes an event of its own. */
export const attestation = (draft: (approvals: string[]) => AttestedDraft): ToSign => ({
  ...attestationOf(draft([])),
  signed: ({ text }) => ({ kind: 'signed', draft: draft([text]) }),
});
