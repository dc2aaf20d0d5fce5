import type { EventType } from '@custody-edge/event-contract';

/** What is on record here, and for other stations and the centre alone: nothing that this station shows, counts or logs tells of it. */
export const untold = 'officer.duress.v1' satisfies EventType;
