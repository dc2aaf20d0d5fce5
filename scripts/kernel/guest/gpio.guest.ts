import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, describe, it } from 'node:test';
import { GpioChip } from './gpio-chip.ts';
import { bridgeOver, until } from './kit.ts';

const label = 'gate-lines';
/** As `gpio-board` wires them; the lock works at low level. */
const lines = { lock: 17, door: 5, tamper: 6 };
const reason = 'this kernel has no gpio-sim, see scripts/setup-test-machine';

describe('a gate on GPIO lines', { skip: canPlay() ? false : reason }, () => {
  const chip = new GpioChip(label, 32);
  const device = { id: 'gate', profile: 'gpio-board', address: { kind: 'gpio', chip: label } } as const;
  const station = bridgeOver(device);
  const changes = () =>
    station.readings.flatMap((reading) =>
      reading.kind === 'line-change' ? [`${reading.line} ${reading.active}`] : [],
    );
  after(() => station.bridge.stop());

  it('is locked from the moment that it is opened', async () => {
    station.bridge.start();
    await station.is('ready');
    assert.equal(chip.isHigh(lines.lock), true);
  });

  it('tells of its door and its tamper loop', async () => {
    await until(() => changes().length === 2);
    chip.pull(lines.door, 'down');
    await until(() => changes().at(-1) === 'door false');
    chip.pull(lines.tamper, 'down');
    await until(() => changes().at(-1) === 'tamper false');
    chip.pull(lines.door, 'up');
    await until(() => changes().at(-1) === 'door true');
    assert.equal(changes().length, 5);
  });

  it('is open for as long as it was told, and locked again', async () => {
    const pulse = station.bridge.gateIo('gate').pulseLock(300);
    await until(() => !chip.isHigh(lines.lock));
    await pulse;
    assert.equal(chip.isHigh(lines.lock), true);
  });

  it('is this station’s alone', async () => {
    const second = bridgeOver({ ...device, id: 'other' });
    second.bridge.start();
    await until(() => second.statuses.some(({ error }) => error?.code === 'device-busy'));
    await second.bridge.stop();
  });

  it('is missed when its board is pulled off', async () => {
    chip.remove();
    await until(() => station.statuses.some(({ error }) => error?.code === 'device-disconnected'));
  });
});

function canPlay(): boolean {
  try {
    execFileSync('modprobe', ['gpio-sim'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
