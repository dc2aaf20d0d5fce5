/** All instruments of a laboratory, emulated in a process of their own, which counts what leaves each of them. */
import { join } from 'node:path';
import { findProfile, loadCatalogue, type Profile } from '@custody-edge/device-profiles';
import { type Listen, obey, type RunningEmulator, startEmulator } from '@custody-edge/firmware-bridge/emulators';
import { serve } from './served.ts';
import {
  type Counts,
  instrumentsCommandSchema,
  laboratorySchema,
  type Noted,
  type Plugged,
  pluggedSchema,
} from './words.ts';

/** Type of a message of the Ocean Binary Protocol, at its place in the header: a spectrum of an HDX. */
const obpTypeAt = 8;
const obpSpectrum = 0x10_1000;

const { dir, balances, spectrometers, speed, firstSpeed, quota } = laboratorySchema.parse(
  JSON.parse(process.argv[2] ?? ''),
);
const sent: Counts = {};
const notes: Noted[] = [];
const running = new Map<string, RunningEmulator>();

async function plugIn(
  id: string,
  profileId: string,
  listen: Listen,
  most: number | undefined,
  isReading: (frame: Uint8Array) => boolean,
): Promise<Plugged[number]> {
  sent[id] = 0;
  const note = running.size === 0;
  const profile: Profile = findProfile(loadCatalogue(), profileId);
  const emulator = await startEmulator(profile.protocol, profile, {
    listen,
    speed: (note ? (firstSpeed ?? speed) : speed) ?? Number.POSITIVE_INFINITY,
    sent: (frame) => {
      if (!isReading(frame)) return;
      const count = (sent[id] ?? 0) + 1;
      sent[id] = count;
      if (note && speed !== undefined) notes.push({ text: Buffer.from(frame).toString('latin1'), atMs: Date.now() });
      if (count === most) emulator.setFault('silence', true);
    },
  });
  running.set(id, emulator);
  return pluggedSchema.element.parse({ id, profile: profileId, address: emulator.address });
}

const isWeight = (frame: Uint8Array): boolean => frame[0] === 0x53 && frame[1] === 0x20;
const isSpectrum = (frame: Uint8Array): boolean => Buffer.from(frame).readUInt32LE(obpTypeAt) === obpSpectrum;

const plugged: Plugged = [];
for (let index = 0; index < balances; index++) {
  const id = `balance-${index + 1}`;
  plugged.push(await plugIn(id, 'mettler-mt-sics', { kind: 'pty', link: join(dir, id) }, quota?.weights, isWeight));
}
for (let index = 0; index < spectrometers; index++)
  plugged.push(
    await plugIn(`spectrometer-${index + 1}`, 'ocean-obp', { kind: 'tcp', port: 0 }, quota?.spectra, isSpectrum),
  );

await serve(plugged, async (asked) => {
  const command = instrumentsCommandSchema.parse(asked);
  switch (command.command) {
    case 'count':
      return sent;
    case 'silence':
      for (const emulator of running.values()) emulator.setFault('silence', true);
      return undefined;
    case 'do': {
      const emulator = running.get(command.id);
      return emulator && obey(emulator, command.what);
    }
    case 'notes':
      return notes;
  }
});
for (const emulator of running.values()) await emulator.close();
