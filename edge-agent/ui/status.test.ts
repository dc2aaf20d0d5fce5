import { describe, expect, it } from 'vitest';
import type { StatusView } from '../src/station/status-view.ts';
import { statusItems, troubles } from './status.ts';

const well: StatusView = {
  site: 'lahore-camp',
  stationId: 'gate-1',
  centre: 'connected',
  waiting: 0,
  timeQuality: 'synced',
  disk: 'room',
  peers: [],
  devices: [{ id: 'scanner', kind: 'fingerprint-scanner', model: 'R307', state: 'ready' }],
  duty: {
    state: 'signed-in',
    officerId: '4417',
    name: 'Bashir',
    roles: ['gate-officer'],
    attends: true,
    enrols: false,
    oversees: false,
    maintains: false,
    practises: false,
    fingersDue: false,
  },
};

describe('the status bar', () => {
  it('shows only go signs and no trouble while all is well', () => {
    expect(statusItems(well).map((item) => item.sign)).toEqual(['go', 'go', 'go']);
    expect(troubles(well)).toEqual([]);
  });

  it('says that events are safe here while the line to the centre is away', () => {
    const away: StatusView = { ...well, centre: 'away', waiting: 7 };
    expect(statusItems(away)[0]).toMatchObject({ sign: 'wait', text: { en: 'No line to the centre' } });
    expect(statusItems(away)[1]?.text.en).toBe('7 waiting to send');
    expect(troubles(away).map((trouble) => trouble.text.en)).toEqual([
      'Saved here. Will be sent when the line returns',
    ]);
  });

  it('says how each other station of the site is, since when, and what to do', () => {
    const since = '2026-03-01T05:00:00.000Z';
    const trouble = { en: 'Check the cable', ur: 'کیبل دیکھیں' };
    const peers = [
      { name: 'gate-2', state: 'equal', behind: 0, since },
      { name: 'visitor-1', state: 'behind', behind: 12, since },
      { name: 'gate-3', state: 'away', behind: 0, since, trouble },
    ] as const;
    const shown = statusItems({ ...well, peers }).slice(1, 4);
    expect(shown.map(({ sign, text }) => [sign, text.en])).toEqual([
      ['go', 'gate-2 in step'],
      ['information', '12 to come from visitor-1'],
      ['wait', 'No line to gate-3'],
    ]);
    expect(troubles({ ...well, peers })).toMatchObject([
      {
        id: 'peer-gate-3',
        text: {
          en: expect.stringMatching(/^gate-3, since .+: Check the cable$/),
          ur: expect.stringContaining(trouble.ur),
        },
      },
    ]);
  });

  it('counts devices that are alike, and shows the one that is not', () => {
    const balance = (index: number): StatusView['devices'][number] => ({
      ...{ id: `balance-${index}`, kind: 'balance', model: 'Balance', state: index === 7 ? 'absent' : 'ready' },
    });
    const devices = [...well.devices, ...Array.from({ length: 32 }, (_, index) => balance(index))];
    const shown = statusItems({ ...well, devices }).slice(2);
    expect(shown.map(({ sign, text }) => [sign, text.en])).toEqual([
      ['go', 'Scanner ready'],
      ['go', 'Balance ready × 31'],
      ['wait', 'Balance not connected'],
    ]);
  });

  it('says that nobody is signed in', () => {
    const duty = { state: 'signed-out', officers: true, codeWaits: false, turnedAway: 0 } as const;
    expect(statusItems({ ...well, duty }).at(-1)).toMatchObject({ sign: 'wait', text: { en: 'Nobody is signed in' } });
  });

  it('says what to do about a device that is not ready', () => {
    const text = { en: 'Connect the scanner', ur: 'اسکینر لگائیں' };
    const unplugged: StatusView = {
      ...well,
      devices: [{ id: 'scanner', kind: 'fingerprint-scanner', model: 'R307', state: 'absent', trouble: text }],
    };
    expect(statusItems(unplugged)[2]).toMatchObject({ sign: 'wait', text: { en: 'Scanner not connected' } });
    expect(troubles(unplugged)).toEqual([{ id: 'scanner', text }]);
  });
});
