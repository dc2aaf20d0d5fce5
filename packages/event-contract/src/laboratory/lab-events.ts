import type { CustodyEvent } from '../envelope.ts';
import type { EventType } from '../events/catalogue.ts';

export type ExhibitEvent = Extract<CustodyEvent, { type: Extract<EventType, `exhibit.${string}`> }>;
export type LabCaseEvent = Extract<CustodyEvent, { type: Extract<EventType, `case.${string}`> }>;
export type InstrumentEvent = Extract<CustodyEvent, { type: Extract<EventType, `instrument.${string}`> }>;
export type RoomEvent = Extract<CustodyEvent, { type: Extract<EventType, `room.${string}`> }>;

export const isExhibitEvent = (event: CustodyEvent): event is ExhibitEvent => event.type.startsWith('exhibit.');
export const isLabCaseEvent = (event: CustodyEvent): event is LabCaseEvent => event.type.startsWith('case.');
export const isInstrumentEvent = (event: CustodyEvent): event is InstrumentEvent =>
  event.type.startsWith('instrument.');
export const isRoomEvent = (event: CustodyEvent): event is RoomEvent => event.type.startsWith('room.');

/**
 * Whether something speaks of cases, exhibits, instruments, rooms or reports, which only a bench may; also of a type that this version does not
 * know. A weight of the first version is read whoever wrote it.
 */
export const isLabEvent = ({ subject, type }: { readonly subject: string; readonly type: string }): boolean =>
  type !== 'exhibit.weighed.v1' &&
  [subject, type].some((text) => /^(case|exhibit|instrument|room|report)[./]/.test(text));
