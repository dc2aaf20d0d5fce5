import type { z } from 'zod';
import { countEvents } from './count.ts';
import { detentionEvents } from './detention.ts';
import { erasureEvents } from './erasure.ts';
import { exhibitEvents } from './exhibit.ts';
import { gateEvents } from './gate.ts';
import { handOverEvents } from './hand-over.ts';
import { instrumentEvents } from './instrument.ts';
import { labCaseEvents } from './lab-case.ts';
import { lateHoldEvents } from './late-hold.ts';
import { manifestEvents } from './manifest.ts';
import { officerEvents } from './officer.ts';
import { orderEvents } from './order.ts';
import { prisonerEvents } from './prisoner.ts';
import { reportEvents } from './report-issued.ts';
import { roomEvents } from './room.ts';
import { stationEvents } from './station.ts';
import { visitEvents } from './visit.ts';

/** Every event type and the schema of its data: the one list that documents and checks are made from. */
export const eventCatalogue = {
  ...prisonerEvents,
  ...orderEvents,
  ...detentionEvents,
  ...erasureEvents,
  ...lateHoldEvents,
  ...handOverEvents,
  ...gateEvents,
  ...manifestEvents,
  ...countEvents,
  ...labCaseEvents,
  ...exhibitEvents,
  ...reportEvents,
  ...instrumentEvents,
  ...roomEvents,
  ...visitEvents,
  ...officerEvents,
  ...stationEvents,
} as const;

export type EventType = keyof typeof eventCatalogue;
export type EventData<Type extends EventType> = z.infer<(typeof eventCatalogue)[Type]>;

/** What a workflow wants to record; the event log adds the rest. */
export type EventDraft = {
  [Type in EventType]: { readonly type: Type; readonly subject: string; readonly data: EventData<Type> };
}[EventType];

export const isEventType = (type: string): type is EventType => Object.hasOwn(eventCatalogue, type);
