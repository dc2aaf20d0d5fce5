import { createHash } from 'node:crypto';
import type { Clock } from '@custody-edge/foundation';
import type { Measurement } from '../driver.ts';
import { bridgeError } from '../errors.ts';
import type { MeasuringDevice, RawBytes, Spectrum } from '../reading.ts';
import { hasSameAxis } from './axis.ts';
import type { SpectrometerSettings } from './settings.ts';
import type { NoValue, Scan, Value } from './talk.ts';

/** Of what was measured: by which device, how set, and since when. */
export interface Circumstances {
  readonly device: MeasuringDevice;
  readonly settings: SpectrometerSettings;
  readonly averagedBy: 'device' | 'station';
  readonly startedAtMs: number;
}

const rawOf = (bytes: Uint8Array): RawBytes => ({
  bytes,
  sha256: createHash('sha256').update(bytes).digest('hex'),
});

/** What a photometer said, with what is known of how it came about. */
function photometric(
  said: Value | NoValue,
  { device, settings: { wavelengthNm } }: Circumstances,
  clock: Clock,
): Measurement {
  const moment = { device, atMs: clock.nowMs(), monotonicMs: clock.monotonicMs() };
  if (said.kind === 'photometric-refused') return { ...said, ...moment };
  return { ...said, ...(wavelengthNm !== undefined && { setNm: wavelengthNm }), ...moment };
}

/** One measurement of what a device gave for it, in its order. @throws `spectrum-malformed` for scans that do not belong together */
export function measurementOf(
  given: readonly (Scan | Value | NoValue)[],
  circumstances: Circumstances,
  clock: Clock,
): Measurement {
  const [first, ...others] = given;
  if (first && first.kind !== 'scan' && others.length === 0) return photometric(first, circumstances, clock);
  const scans = given.filter((each) => each.kind === 'scan');
  const [scan] = scans;
  if (!scan || scans.length < given.length || scans.some((each) => !isAlike(each, scan)))
    throw bridgeError('spectrum-malformed', { scans: given.length, reason: 'not alike' });
  return spectrumOf([scan, ...scans.slice(1)], circumstances, clock);
}

const isAlike = (one: Scan, other: Scan): boolean =>
  one.y.length === other.y.length && one.quantity === other.quantity && hasSameAxis(one, other);

function spectrumOf(
  scans: readonly [Scan, ...Scan[]],
  { device, settings, averagedBy, startedAtMs }: Circumstances,
  clock: Clock,
): Spectrum {
  const [{ x, quantity, yUnit, digits, correctedByDevice, nonLinearity, y: alone }] = scans;
  const { integrationMicroseconds, scansToAverage = 1, boxcarHalfWidth = 0, trigger, lampOn, shutterOpen } = settings;
  return {
    kind: 'spectrum',
    x,
    y: scans.length === 1 ? alone : alone.map((_, pixel) => meanAt(scans, pixel)),
    quantity,
    yUnit,
    ...(digits && scans.length === 1 && { digits }),
    raw: rawOf(scans.length === 1 ? scans[0].bytes : Buffer.concat(scans.map(({ bytes }) => bytes))),
    settings: {
      ...(integrationMicroseconds !== undefined && { integrationMicroseconds }),
      scansByDevice: averagedBy === 'device' ? scansToAverage : 1,
      scansHere: scans.length,
      boxcarByDevice: boxcarHalfWidth,
      ...(trigger !== undefined && { trigger }),
      ...(lampOn !== undefined && { lampOn }),
      ...(shutterOpen !== undefined && { shutterOpen }),
    },
    saturated: saturatedIn(scans),
    correctedByDevice,
    ...(nonLinearity && { nonLinearity }),
    device,
    startedAtMs,
    atMs: clock.nowMs(),
    monotonicMs: clock.monotonicMs(),
  };
}

/** Pixels that are full in one of the scans at least. */
function saturatedIn(scans: readonly [Scan, ...Scan[]]): number[] {
  const saturated: number[] = [];
  for (let pixel = 0; pixel < scans[0].y.length; pixel++)
    if (scans.some(({ y, saturatedFrom }) => (y[pixel] ?? 0) >= saturatedFrom)) saturated.push(pixel);
  return saturated;
}

const meanAt = (scans: readonly Scan[], pixel: number): number =>
  scans.reduce((sum, { y }) => sum + (y[pixel] ?? 0), 0) / scans.length;
