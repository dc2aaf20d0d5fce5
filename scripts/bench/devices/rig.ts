import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProfile, loadCatalogue, type Profile } from '@custody-edge/device-profiles';
import { Bridge, type BridgeOptions, type DeviceConfig } from '@custody-edge/firmware-bridge';
import { type Listen, type RunningEmulator, startEmulator } from '@custody-edge/firmware-bridge/emulators';
import { systemClock, systemRandom } from '@custody-edge/foundation';

/** Emulated devices on pseudo-terminals, and bridges over them. */
export class Rig {
  readonly #folder = mkdtempSync(join(tmpdir(), 'custody-edge-bench-'));
  readonly #running: RunningEmulator[] = [];
  readonly #bridges: Bridge[] = [];

  /**
   * @param speed 1 is the real line
   * @param listen a pseudo-terminal unless told otherwise
   */
  async emulate(
    profileId: string,
    id: string,
    speed: number,
    listen: Listen = { kind: 'pty', link: join(this.#folder, id) },
  ): Promise<{ running: RunningEmulator; config: DeviceConfig }> {
    const profile: Profile = findProfile(loadCatalogue(), profileId);
    const running = await startEmulator(profile.protocol, profile, { listen, speed });
    this.#running.push(running);
    return { running, config: { id, profile: profileId, address: running.address } };
  }

  bridge(devices: DeviceConfig[], on: Partial<BridgeOptions>): Bridge {
    const bridge = new Bridge({
      devices,
      catalogue: loadCatalogue(),
      clock: systemClock,
      random: systemRandom,
      onReading: () => undefined,
      onStatus: () => undefined,
      ...on,
    });
    this.#bridges.push(bridge);
    bridge.start();
    return bridge;
  }

  async close(): Promise<void> {
    await Promise.all(this.#bridges.map((bridge) => bridge.stop()));
    await Promise.all(this.#running.map((running) => running.close()));
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Waits until something holds. @throws when it does not within the limit */
export async function until(holds: () => boolean, limitMs = 60_000): Promise<void> {
  const deadlineMs = performance.now() + limitMs;
  while (!holds()) {
    if (performance.now() > deadlineMs) throw new Error(`did not come true within ${limitMs} ms: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

/** Takes a rig apart whatever happens. */
export async function withRig<Value>(use: (rig: Rig) => Promise<Value>): Promise<Value> {
  const rig = new Rig();
  try {
    return await use(rig);
  } finally {
    await rig.close();
  }
}
