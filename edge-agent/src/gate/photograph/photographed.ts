import type { EventData, EventDraft } from '@custody-edge/event-contract';
import type { SealedPhotograph } from '../../store/photographs.ts';
import type { Desk } from '../desk.ts';

/** What goes on record of a photograph; the picture stays in the station's own store. */
export const photographedDraft = (
  subject: string,
  { says }: SealedPhotograph,
  taken: EventData<'prisoner.photographed.v1'>['taken'],
): EventDraft => ({ type: 'prisoner.photographed.v1', subject, data: { ...says, taken } });

/** Whose face may be seen: whoever is on the desk; at a stop nobody's, since that may be another person's. */
export function faceOn(desk: Desk): string | undefined {
  switch (desk.step) {
    case 'queue':
      return desk.last?.subject;
    case 'board':
    case 'call-back':
    case 'conflict':
    case 'done':
    case 'match':
    case 'not-allowed':
    case 'noted':
    case 'pass':
    case 'record':
    case 'report':
      return desk.subject;
    case 'admission':
    case 'find':
    case 'home':
    case 'passed':
    case 'stop':
      return undefined;
  }
}
