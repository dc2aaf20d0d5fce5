import type { BilingualText } from '@custody-edge/foundation';
import type { Sign } from '../../station/status-view.ts';

/** The finger on the glass as the page shows it for a moment, and what to do next. */
export interface GlassView {
  readonly width: number;
  readonly height: number;
  /** Base64 of one grey byte a pixel, row by row from the top, 0 black; rows that have not come yet are missing. */
  readonly greys: string;
  readonly sign: Sign;
  readonly text: BilingualText;
}
