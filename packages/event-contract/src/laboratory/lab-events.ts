import type { CustodyEvent } from '../envelope.ts';
import type { EventType } from '../events/catalogue.ts';

export type ExhibitEvent = Extract<CustodyEvent, { type: Extract<EventType, `exhibit.${string}`> }>;
export type LabCaseEvent = Extract<CustodyEvent, { type: Extract<EventType, `case.${string}`> }>;
export type InstrumentEvent = Extract<CustodyEvent, { type: Extract<EventType, `instrument.${string}`> }>;

export const isExhibitEvent = (event: CustodyEvent): event is ExhibitEvent => event.type.startsWith('exhibit.');
export const isLabCaseEvent = (event: CustodyEvent): event is LabCaseEvent => event.type.startsWith('case.');
export const isInstrumentEvent = (event: CustodyEvent): event is InstrumentEvent =>
  event.type.startsWith('instrument.');
