import { fileURLToPath } from 'node:url';

/** Runs the stations of a house as the command line does, but without a third of a second's work for each PIN. */
export const lightPins = {
  stationProgram: fileURLToPath(new URL('./test-support/light-station.ts', import.meta.url)),
} as const;
