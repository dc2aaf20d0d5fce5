import type { ApprovalMeaning, EventDraft } from '@custody-edge/event-contract';

/** An officer's word that becomes an event of its own: what is signed, and the event that holds the signature. */
export interface Attestation {
  readonly meaning: ApprovalMeaning;
  /** Everything that the officer answers for. */
  readonly decision: Readonly<Record<string, unknown>>;
  draft(approval: string): EventDraft;
}
