import { describe, expect, it } from 'vitest';
import type { StationLine } from '../src/http/view.ts';
import { byUrgency, careFor } from './station-care.ts';

const health = {
  at: '2026-11-23T09:00:00Z',
  softwareVersion: '0.1.0',
  waiting: 0,
  timeQuality: 'synced',
  diskUsed: 0.2,
  devices: [{ deviceId: 'scanner', kind: 'fingerprint-scanner', model: 'R307', state: 'ready' }],
} as const satisfies StationLine['health'];

const well: StationLine = {
  stationId: 'gate-1',
  site: 'lahore-camp',
  role: 'gate',
  online: true,
  sequence: 12,
  health: { ...health, devices: [...health.devices] },
  quarantined: 0,
};

const nextWords = (station: StationLine) => careFor(station).next.map((text) => text.en);

describe('what to do about a station', () => {
  it('is nothing while it is connected and its devices are ready', () => {
    expect(careFor(well)).toMatchObject({ sign: 'go', next: [{ en: 'Nothing to do' }] });
  });

  it('is to look at power and line when it is away, whatever it said last', () => {
    expect(careFor({ ...well, online: false })).toMatchObject({
      sign: 'stop',
      next: [{ en: 'Check its power and its line' }],
    });
  });

  it('names the device, its error, the full disk and the refused messages', () => {
    const devices = [
      { deviceId: 's', kind: 'fingerprint-scanner', model: 'R307', state: 'faulted' as const, error: 'line-garbled' },
    ];
    expect(nextWords({ ...well, quarantined: 2, health: { ...health, devices, diskUsed: 0.81 } })).toEqual([
      'Scanner faulty (line-garbled): unplug it and connect it again',
      'Disk 81% full: make room',
      '2 refused messages: look at the reasons below',
    ]);
  });

  it('keeps the own word of a device kind that the catalogue does not know', () => {
    const devices = [{ deviceId: 'p', kind: 'slip-printer', model: '', state: 'absent' as const }];
    expect(nextWords({ ...well, health: { ...health, devices } })).toEqual(['slip-printer: connect its cable']);
  });

  it('puts trouble first', () => {
    const { health: _, ...silent } = { ...well, stationId: 'gate-3' };
    const order = byUrgency([well, silent, { ...well, stationId: 'gate-2', online: false }]);
    expect(order.map(({ stationId }) => stationId)).toEqual(['gate-2', 'gate-3', 'gate-1']);
  });
});
