import type { EventData } from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { type AdmissionDesk, type Desk, home, type World } from '../desk.ts';
import { attestation, type ToSign } from '../signing/attestation.ts';
import { completeDetails } from './admission-details.ts';

/** Whether whoever is being admitted may be sent back as a child: the house allows it, and it is written down who brought them and under what. */
export const mayRefuseChild = ({ details }: AdmissionDesk, { policy }: Pick<World, 'policy'>): boolean =>
  policy.childRefusalSignedBy.length > 0 && completeDetails(details) !== undefined;

/** What the senior officer signs who sends a child back with the police: everything that the record says of it. It names no child. */
export function childRefusalToSign(reason: string, desk: AdmissionDesk, world: World): ToSign | undefined {
  const { officer: gateOfficer, stationSubject: subject, policy } = world;
  const details = completeDetails(desk.details);
  if (!details || gateOfficer === undefined || !mayRefuseChild(desk, world)) return undefined;
  const { escort, warrantNumber: number, court, caseNumber } = details;
  const said = { escort, paper: { number, court, caseNumber }, reason, gateOfficer };
  return {
    ...attestation((approvals) => ({ type: 'gate.child-refused.v1', subject, data: { ...said, approvals } })),
    byAnother: true,
    inOffice: policy.childRefusalSignedBy,
  };
}

/** Who took the child back, and under which paper it had come. */
export const childRefusedText = ({ escort, paper }: EventData<'gate.child-refused.v1'>): BilingualText =>
  say('child-refusal.noted', { number: paper.number, escort: escort.name, belt: escort.beltNumber });

/** Nothing of the child stays on the desk. */
export const childSentBack = (said: EventData<'gate.child-refused.v1'>): Desk => ({
  step: 'not-allowed',
  reasons: [childRefusedText(said)],
  back: home,
});
