import { systemClock, systemRandom } from '@custody-edge/foundation';
import { EmulatedLine } from '../../emulator/line.ts';
import { modelFor } from '../../test-kit.ts';
import { OoiSerialEmulator } from './emulator.ts';
import { OoiSerialTalk } from './talk.ts';

const shipped = modelFor('ooi-serial');

/** The shipped profile with few pixels and little patience. */
export const profile = {
  ...shipped,
  detector: { ...shipped.detector, pixelCount: 64 },
  timeLimitsMs: { reply: 25, quiet: 2, transfer: 200, trigger: 25 },
};

/** What goes wrong between a host and a device that are one call apart. */
interface Between {
  /** Said in the place of the device, which then does not hear it. */
  readonly answer?: (request: Uint8Array) => Uint8Array | undefined;
  /** What the device said, as it arrives. */
  readonly change?: (said: Uint8Array, request: Uint8Array) => readonly Uint8Array[];
}

export function pair({ answer = () => undefined, change = (said) => [said] }: Between = {}) {
  const line = new EmulatedLine({ baudRate: 9600, speed: Number.POSITIVE_INFINITY });
  const engine = new OoiSerialEmulator(line, profile);
  let request: Uint8Array = new Uint8Array();
  const failures: string[] = [];
  const talk: OoiSerialTalk = new OoiSerialTalk(profile, {
    deviceId: 'spectrometer',
    clock: systemClock,
    random: systemRandom,
    emit: () => undefined,
    fail: ({ code }) => void failures.push(code),
    wire: () => undefined,
    channel: {
      write: async (bytes) => {
        request = bytes;
        const said = answer(bytes);
        if (said) talk.receive(said);
        else line.receive(bytes);
      },
      close: async () => undefined,
    },
  });
  line.attach({
    write: (said) => {
      for (const piece of change(said, request)) talk.receive(piece);
    },
    hostBaudRate: () => undefined,
  });
  return { engine, line, talk, failures };
}

/** Whether the host asks for a spectrum. */
export const isForSpectrum = (request: Uint8Array): boolean => Buffer.from(request).toString('latin1') === 'S';
