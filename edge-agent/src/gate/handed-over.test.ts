import { randomUUID } from 'node:crypto';
import { seal } from '@custody-edge/event-contract';
import { systemRandom } from '@custody-edge/foundation';
import { expect, it, vi } from 'vitest';
import { gateOf, sent } from '../people/handed-over-kit.ts';
import { enrol, openStore } from '../test-kit.ts';
import { asCentre, openGate, setUp } from './gate-kit.ts';

it('somebody whose fingers cannot be read is known all the same, and keeps nobody back who is handed over after them', async () => {
  const { config, station } = setUp();
  const at = await openGate(config);
  const theirs = gateOf(openStore(undefined, enrol('gate-2', 'gate', 'jail-b')));
  const otherKey = { keyId: randomUUID(), bytes: systemRandom.bytes(32) };
  const unreadable = await sent(theirs, station.enrolment, 'بلال', (draft) => {
    const templates = seal(otherKey, draft.subject, 'templates', systemRandom.bytes(80), systemRandom);
    return { ...draft, data: { ...draft.data, templates } };
  });
  const nazir = await sent(theirs, station.enrolment, 'نذیر');
  // What comes twice is taken in two goes: something waits while the first of them goes wrong.
  for (const { telling } of [unreadable, unreadable, nazir]) at.gate.onCommand(...asCentre(telling));
  await vi.waitFor(() => expect(at.gate.view().arrivals).toHaveLength(2));
  expect(
    at.gate
      .view()
      .arrivals.map(({ person }) => person.identity?.name)
      .sort(),
  ).toEqual(['بلال', 'نذیر']);
  at.station.log.verify();
});
