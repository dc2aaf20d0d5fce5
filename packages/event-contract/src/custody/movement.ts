import { z } from 'zod';
import type { CustodyEvent } from '../envelope.ts';
import type { EventType } from '../events/catalogue.ts';
import type { Mover } from '../events/gate.ts';
import { instant, plainText } from '../text.ts';
import { type CustodyState, type Journey, journeys, stateOnJourney } from './states.ts';

/** What a person who is outside for a time left under. */
export const absenceSchema = z.strictObject({
  journey: z.enum(journeys),
  paper: plainText(60),
  place: plainText(120),
  caseNumber: plainText(60).optional(),
  dueBack: instant,
  /** For a transfer, the event that began it; `place` is the site of the prison that is to receive the person. */
  dispatched: z.uuidv7().optional(),
  /** Whether it is on record that the time to return has passed. */
  overdueRaised: z.boolean(),
});
export type Absence = z.infer<typeof absenceSchema>;

/** The admission of a person, in whichever version it was written. */
export type AdmissionEvent = Extract<CustodyEvent, { type: 'prisoner.admitted.v1' | 'prisoner.admitted.v2' }>;
export const isAdmission = (event: CustodyEvent): event is AdmissionEvent =>
  event.type === 'prisoner.admitted.v1' || event.type === 'prisoner.admitted.v2';

/** The event of a movement, as it is written now; of a release, where nobody is handed over. */
export const movementType = (movement: Mover): EventType => {
  if (movement === 'release') return 'prisoner.released.v2';
  return movement === 'out-to-hospital' || movement === 'out-on-remand'
    ? `prisoner.${movement}.v2`
    : `prisoner.${movement}.v1`;
};

/** What a movement makes of a person. */
export interface Moved {
  readonly state: Exclude<CustodyState, 'RELEASE_PENDING'>;
  readonly absence?: Omit<Absence, 'overdueRaised'>;
}

/** Where an event puts the person, if it moves them at all. */
export function stateAfter(event: CustodyEvent): Moved | undefined {
  switch (event.type) {
    case 'prisoner.admitted.v1':
    case 'prisoner.recaptured.v1':
    case 'prisoner.admitted.v2':
    case 'prisoner.back-from-court.v1':
    case 'prisoner.back-from-hospital.v1':
    case 'prisoner.back-from-remand.v1':
    case 'prisoner.back-from-leave.v1':
    case 'prisoner.transfer-received.v1':
    case 'prisoner.back-from-transfer.v1':
      return { state: 'IN_CUSTODY' };
    case 'prisoner.out-to-court.v1': {
      const { orderId: paper, court: place, caseNumber, dueBack } = event.data.order;
      return away('court', { paper, place, caseNumber, dueBack });
    }
    case 'prisoner.out-to-hospital.v1':
    case 'prisoner.out-to-hospital.v2':
      return away('hospital', event.data.pass);
    case 'prisoner.out-on-remand.v1':
    case 'prisoner.out-on-remand.v2':
      return away('remand', event.data.pass);
    case 'prisoner.out-on-leave.v1':
      return away('leave', event.data.pass);
    case 'prisoner.transfer-dispatched.v1': {
      const { paper, destination: place, dueBack } = event.data.transfer;
      return away('transfer', { paper, place, dueBack, dispatched: event.id });
    }
    case 'prisoner.paper-form-entered.v1': {
      const { moved } = event.data;
      return moved.way === 'out' ? away(moved.journey, moved.pass) : { state: 'IN_CUSTODY' };
    }
    case 'prisoner.released.v2':
    case 'prisoner.released-to-police.v1':
    case 'prisoner.released-at-court.v1':
      return { state: 'RELEASED' };
    case 'prisoner.release-error.v1':
      return { state: 'RELEASED_IN_ERROR' };
    case 'prisoner.escaped.v1':
      return { state: 'ESCAPED' };
    case 'prisoner.deceased.v1':
      return { state: 'DECEASED' };
    default:
      return undefined;
  }
}

function away(
  journey: Journey,
  { paper, place, caseNumber, dueBack, dispatched }: Omit<Absence, 'journey' | 'overdueRaised'>,
): Moved {
  const absence = {
    journey,
    paper,
    place,
    dueBack,
    ...(caseNumber !== undefined && { caseNumber }),
    ...(dispatched !== undefined && { dispatched }),
  };
  return { state: stateOnJourney[journey], absence };
}
