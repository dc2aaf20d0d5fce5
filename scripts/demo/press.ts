import type { GreyImage } from '@custody-edge/fingerprint';
import { pause, until } from './api.ts';
import type { Emulated } from './emulated.ts';
import { liftFinger, placeFinger } from './finger-on-glass.ts';
import type { Pace } from './pace.ts';

/** However often a finger is laid on, after so long the station has failed. */
const readLimitMs = 60_000;

/** What a page says of fingers on its glass. */
interface GlassSeen {
  /** Fingers that were taken since the station began. */
  readonly captures: number;
  /** Whether one of them is still being judged. */
  readonly examining: boolean;
}

/** A glass, and how people lay a finger on it. */
interface Pressing<View extends GlassSeen> {
  readonly scanner: Emulated;
  readonly pace: Pace;
  /** Milliseconds from the finger on the glass to the station’s answer on the page. */
  readonly onPressed: (ms: number) => void;
  view(): Promise<View>;
}

/**
 * One press of a finger, until the station has judged it; laid on once more where the scanner has not seen it.
 * @param captures what the page said of them before
 * @returns the page that shows what came of it
 */
export async function press<View extends GlassSeen>(
  { scanner, pace, onPressed, view }: Pressing<View>,
  image: GreyImage,
  captures: number,
): Promise<View> {
  const lay = () => placeFinger(scanner, image);
  await lay();
  let laidMs = performance.now();
  await pause(pace.readMs);
  const look = async (): Promise<View | undefined> => {
    const seen = await view();
    if (seen.examining) return undefined;
    if (seen.captures > captures) return seen;
    if (performance.now() - laidMs > pace.layAgainMs) {
      await liftFinger(scanner);
      await lay();
      laidMs = performance.now();
    }
    return undefined;
  };
  const shown = await until('the finger to be read', readLimitMs, look, pace.lookMs);
  onPressed(performance.now() - laidMs);
  await liftFinger(scanner);
  return shown;
}
