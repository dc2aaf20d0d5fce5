import type { BilingualText } from '@custody-edge/foundation';
import type { RecentView, Sign, StatusView } from '../station/status-view.ts';

/** One accepted weight of this bench, newest first. */
export interface AcceptedWeightView {
  readonly eventId: string;
  readonly at: string;
  readonly label: string;
  /** Digits as the balance printed them. */
  readonly value: string;
  readonly unit: string;
}

/** Everything the bench page shows, pushed whole at each change. */
export interface WeighingPageView {
  readonly status: StatusView;
  /** Label of the exhibit in work; absent until one is scanned. */
  readonly exhibit?: string;
  /** The balance's last reading, absent while the balance is away. */
  readonly reading?: { readonly value: string; readonly unit: string };
  /** 0 to 1: how much of the proof of steadiness is there. */
  readonly steadiness: number;
  /** Whether the weight may be accepted now. */
  readonly acceptable: boolean;
  readonly sign: Sign;
  readonly instruction: BilingualText;
  readonly accepted: readonly AcceptedWeightView[];
  readonly recent: readonly RecentView[];
}
