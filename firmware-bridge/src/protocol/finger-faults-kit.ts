import { expect, it } from 'vitest';
import type { EmulatedLine } from '../emulator/line.ts';
import { type FaultName, obey, type RunningEmulator } from '../emulators.ts';
import type { GreyPicture } from '../picture/grey-picture.ts';
import { type station, until } from '../test-kit.ts';

/** An emulated scanner on a line, at a station that knows it. */
interface Plugged extends ReturnType<typeof station> {
  readonly running: RunningEmulator;
  readonly engine: { readonly line: EmulatedLine; place(finger: GreyPicture): void };
  readonly config: { readonly id: string };
}

type PlugIn = () => Promise<Plugged>;

/** Calls somebody for every frame that the scanner sends. */
function onSend({ engine: { line } }: Plugged, heard: (frame: Uint8Array) => void): void {
  const send = line.send.bind(line);
  line.send = (frame) => {
    send(frame);
    heard(frame);
  };
}

/** @param frames sent before the fault ends, enough for a picture that is asked for again */
export function itNeverGivesADamagedPicture(plugIn: PlugIn, finger: GreyPicture, frames: number): void {
  it.each<FaultName>(['wrong-checksum', 'bit-flips', 'half-frames', 'noise'])(
    'with %s on its line never gives a damaged picture, and a whole one when that is over',
    async (name) => {
      const plugged = await plugIn();
      const { running, engine, config, bridge, ofKind, ready } = plugged;
      await ready(config.id);
      let sent = 0;
      onSend(plugged, () => {
        sent += 1;
      });
      engine.place(finger);
      await obey(running, { command: 'fault', name, active: true });
      bridge.fingerprint(config.id).enable();
      await until(() => sent > frames);
      await obey(running, { command: 'fault', name, active: false });
      await until(() => ofKind('fingerprint-image').length > 0);
      for (const { pixels } of ofKind('fingerprint-image'))
        expect(Buffer.from(pixels).equals(finger.pixels)).toBe(true);
    },
  );
}

/** @param faults each with what the station says of it; nothing where the scanner is back before it is missed */
export function itSaysItsFault(
  plugIn: PlugIn,
  finger: GreyPicture,
  faults: readonly (readonly [name: FaultName, code: string | undefined])[],
): void {
  it.each(faults)('with the fault %s says so, and gives its picture when that is over', async (name, code) => {
    const { running, engine, config, bridge, ofKind, ready, statuses } = await plugIn();
    await ready(config.id);
    engine.place(finger);
    await obey(running, { command: 'fault', name, active: true });
    bridge.fingerprint(config.id).enable();
    if (code) await until(() => statuses.some(({ error }) => error?.code === code));
    await obey(running, { command: 'fault', name, active: false });
    await running.plug();
    await until(() => ofKind('fingerprint-image').length > 0);
  });
}

/**
 * @param longFrameBytes frames longer than this are of a picture
 * @param nth after so many of them it is pulled out
 */
export function itComesBackAfterAPull(plugIn: PlugIn, finger: GreyPicture, longFrameBytes: number, nth: number): void {
  it('pulled out in the middle of a picture is absent, and gives the picture when it is back', async () => {
    const plugged = await plugIn();
    const { running, engine, config, bridge, ofKind, ready, statusOf } = plugged;
    await ready(config.id);
    let count = 0;
    onSend(plugged, (frame) => {
      if (frame.length <= longFrameBytes) return;
      count += 1;
      if (count === nth) void running.unplug();
    });
    engine.place(finger);
    bridge.fingerprint(config.id).enable();
    await until(() => statusOf(config.id)?.state === 'absent');
    expect(ofKind('fingerprint-image')).toHaveLength(0);
    await running.plug();
    await until(() => ofKind('fingerprint-image').length === 1);
  });
}
