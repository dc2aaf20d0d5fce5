import type { TimeQuality } from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import type { DutyView } from '../officers/view.ts';
import type { DiskState } from '../store/disk-reserve.ts';
import type { PracticeStateView } from '../training/view.ts';
import type { WireView } from '../wire/view.ts';

/** How a sentence is shown: go, stop, wait or plain information, each with its own sign and tone. */
export type Sign = 'go' | 'stop' | 'wait' | 'information';

export interface DeviceView {
  readonly id: string;
  readonly kind:
    | 'fingerprint-scanner'
    | 'barcode-reader'
    | 'gate-io'
    | 'balance'
    | 'printer'
    | 'wristband-printer'
    | 'instrument'
    | 'spectrometer';
  readonly model: string;
  readonly state: 'absent' | 'opening' | 'identifying' | 'ready' | 'faulted';
  /** What is wrong and what to do, while it is not ready. */
  readonly trouble?: BilingualText;
}

/** Another station of the site, or a machine that was refused as one. */
export interface PeerView {
  /** Its name, or its address while that is not known. */
  readonly name: string;
  readonly state: 'equal' | 'behind' | 'away' | 'refused';
  /** Events that it holds and this station does not, as far as it said. */
  readonly behind: number;
  /** Since when it has been so. */
  readonly since: string;
  /** Code of what is wrong, and what to do. */
  readonly code?: string;
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
  readonly peers: readonly PeerView[];
  readonly duty: DutyView;
  /** Present while raw bytes of devices are shown. */
  readonly wire?: WireView;
  /** Present while practice goes on at this station, and after it until somebody signs in. */
  readonly practice?: PracticeStateView;
}

/** One line of what happened last, newest first. */
export interface RecentView {
  readonly id: string;
  readonly at: string;
  readonly sign: Sign;
  readonly text: BilingualText;
}
