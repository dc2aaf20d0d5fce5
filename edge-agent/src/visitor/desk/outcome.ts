import type { EventDraft } from '@custody-edge/event-contract';
import { agentError } from '../../errors.ts';
import type { VisitorDesk } from './desk.ts';
import type { DeskEffect, DeskStep } from './desk-step.ts';

/** The desk shows this, and nothing is written down. */
export const stay = (desk: VisitorDesk): DeskStep => ({ desk, effects: [] });

export const recorded = (draft: EventDraft): DeskEffect => ({
  kind: 'record',
  record: { drafts: [draft], alongside: () => {} },
});

/** What was pressed leads to nothing here. */
export const notPossible = ({ step }: VisitorDesk) => agentError('action-not-possible', { step });
