import type { TimeQuality } from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import type { DutyView } from '../officers/view.ts';
import type { DiskState } from '../store/disk-reserve.ts';
import type { WireView } from '../wire/view.ts';

/** How a sentence is shown: go, stop, wait or plain information, each with its own sign and tone. */
export type Sign = 'go' | 'stop' | 'wait' | 'information';

export interface DeviceView {
  readonly id: string;
  readonly kind: 'fingerprint-scanner' | 'barcode-reader' | 'gate-io' | 'balance' | 'printer' | 'instrument';
  readonly model: string;
  readonly state: 'absent' | 'opening' | 'identifying' | 'ready' | 'faulted';
  /** What is wrong and what to do, while it is not ready. */
  readonly trouble?: BilingualText;
}

/** What the status bar of every station page shows. */
export interface StatusView {
  readonly site: string;
  readonly stationId: string;
  readonly centre: 'connected' | 'away';
  /** Events saved here and not yet receipted by the centre. */
  readonly waiting: number;
  readonly timeQuality: TimeQuality;
  readonly disk: DiskState;
  readonly devices: readonly DeviceView[];
  readonly duty: DutyView;
  /** Present while raw bytes of devices are shown. */
  readonly wire?: WireView;
}

/** One line of what happened last, newest first. */
export interface RecentView {
  readonly id: string;
  readonly at: string;
  readonly sign: Sign;
  readonly text: BilingualText;
}
