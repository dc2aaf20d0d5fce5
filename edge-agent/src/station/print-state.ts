import type { BilingualText } from '@custody-edge/foundation';

/** How printing stands, of the event that was printed last. */
export interface PrintState {
  readonly state: 'none' | 'printing' | 'waiting' | 'printed' | 'failed';
  /** What keeps the printer from it. */
  readonly trouble?: BilingualText;
  /** Whether the station has a printer at all; without one the browser prints. */
  readonly printer: boolean;
}
