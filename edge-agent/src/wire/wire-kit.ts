import { join } from 'node:path';
import { findProfile, loadCatalogue } from '@custody-edge/device-profiles';
import { startEmulator } from '@custody-edge/firmware-bridge/emulators';
import { systemClock } from '@custody-edge/foundation';
import { expect, onTestFinished } from 'vitest';
import { configOf, issueCode, newStation, setUpStation } from '../test-kit.ts';

/** Maintains the station, and works at none. */
export const engineer = { officerId: '700', pin: '730518' };

/** A gate with an emulated scanner and reader, the engineer signed in. It ends with the test. */
export async function maintainedGate(settings: { readonly wire?: object; readonly officers?: object } = {}) {
  const { folder, file } = setUpStation('gate');
  const model = (id: string) => findProfile(loadCatalogue(), id);
  const [scannerModel, readerModel] = [model('r307'), model('serial-barcode')];
  if (scannerModel.protocol !== 'ef01' || readerModel.protocol !== 'line-barcode') throw new Error('not such models');
  const at = (id: string) => ({ kind: 'pty' as const, link: join(folder, id) });
  const scanner = await startEmulator('ef01', scannerModel, { listen: at('scanner'), speed: 40 });
  const reader = await startEmulator('line-barcode', readerModel, { listen: at('reader'), speed: 40 });
  onTestFinished(async () => {
    await Promise.all([scanner.close(), reader.close()]);
  });
  const device = (id: string, profile: string) => ({
    id,
    profile,
    address: { kind: 'serial', path: join(folder, id) },
  });
  const devices = [device('scanner', 'r307'), device('reader', 'serial-barcode')];
  const config = configOf(folder, { ...file, ...settings, devices, http: { port: 0 } });
  const station = newStation(config, systemClock);
  // Its TLS key is none: everything runs but the line to the centre, which is begun last.
  await expect(station.start()).rejects.toThrow('PEM');
  const { officers } = station;
  const oneTimeCode = await issueCode(config);
  await officers.enrolments.createFirst({ ...engineer, oneTimeCode, name: 'Imran', role: 'it' });
  await officers.signIn(engineer);
  return { station, scanner: scanner.emulator, reader: reader.emulator };
}
