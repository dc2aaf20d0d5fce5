import { expect, it, vi } from 'vitest';
import type { GlassView } from '../gate/finger/glass-view.ts';
import { image, officers } from '../gate/gate-kit.ts';
import { attend, configOf, enrolOfficer, newStation, setUpStation, superintendent } from '../test-kit.ts';

const waiting = { timeout: 10_000 };

/** A station that is no gate, and what its pages are shown of the glass. */
async function open(role: 'visitor' | 'count') {
  const { folder, file } = setUpStation(role);
  const station = newStation(configOf(folder, { ...file, gate: { impressionsPerFinger: 2 } }));
  const seen: (GlassView | undefined)[] = [];
  station.onGlass((picture) => seen.push(picture()));
  const at = station.role;
  const workflow = at.role === 'visitor' ? at.visitor : at.role === 'count' ? at.count : undefined;
  if (!workflow) throw new Error(`no ${role}`);
  await workflow.start();
  return { station, workflow, seen, lay: (touch: number) => workflow.onReading('scanner', image('asif', 0, touch)) };
}

it.each(['visitor', 'count'] as const)(
  'a finger at a %s station is seen by whoever attends alone, and while an officer’s is asked for it is theirs',
  async (role) => {
    const { station, workflow, seen, lay } = await open(role);
    lay(1);
    expect(seen).toEqual([]);
    expect(station.officers.view()).toMatchObject({ state: 'signed-out', turnedAway: 1 });

    await attend(station);
    await enrolOfficer(station, { ...officers.gate, name: 'Bashir', roles: ['gate-officer'] });
    const before = JSON.stringify({ ...workflow.view(), status: undefined, captures: undefined });
    await station.officers.enrolments.beginFingers({ officerId: officers.gate.officerId, ownPin: superintendent.pin });
    lay(1);
    await vi.waitFor(
      () =>
        expect(station.officers.view()).toMatchObject({
          finger: { kind: 'enrolling', fingers: [{ taken: 1 }, { taken: 0 }] },
        }),
      waiting,
    );
    await vi.waitFor(() => expect(seen).toMatchObject([{ sign: 'information' }, { sign: 'information' }]), waiting);
    expect(JSON.stringify({ ...workflow.view(), status: undefined, captures: undefined })).toBe(before);
    expect(station.officers.view()).toMatchObject({ state: 'signed-in' });
  },
);
