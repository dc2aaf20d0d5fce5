import { randomUUID } from 'node:crypto';
import { type Command, type CommittedPerson, sealFor, type Warrant } from '@custody-edge/event-contract';
import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { attend, configOf, newStation, nowMs, setUpStation } from '../../test-kit.ts';
import { withdrawnWarrant } from '../test-world.ts';

const warrant: Warrant = {
  kind: 'remand-warrant',
  ...withdrawnWarrant,
  caseNumber: 'FIR 12/2026',
  policeStation: 'Saddar',
};
const command = (body: Command['body']): Command => ({
  commandId: randomUUID(),
  recipient: 'gate-1',
  issuedAt: new Date(nowMs - 60_000).toISOString(),
  expiresAt: new Date(nowMs + 3_600_000).toISOString(),
  body,
});

async function openGate() {
  const { folder, file, station: enrolled } = setUpStation('gate');
  const config = configOf(folder, file);
  const announced = async (subject: string, name: string): Promise<Command> => {
    const person: CommittedPerson = { name, relation: 'son-of', parentage: 'Karim' };
    const letter = await sealFor(enrolled.enrolment, Buffer.from(JSON.stringify(person)));
    return command({ purpose: 'expect-admission', subject, warrant, person: letter });
  };
  const takenBack = (subject: string): Command =>
    command({ purpose: 'withdraw-expected', subject, warrant: withdrawnWarrant });
  const start = async () => {
    const station = newStation(config);
    if (station.role.role !== 'gate') throw new Error('not a gate');
    const { gate } = station.role;
    await gate.start();
    await attend(station);
    return {
      take: async (...commands: readonly Command[]) => {
        for (const one of commands) gate.onCommand(one, 'as signed');
        // What an officer does next waits for what the centre said.
        await gate.act({ action: 'keep-in-custody' });
      },
      listed: () => gate.view().expected.map(({ subject, person }) => [subject, person.name]),
      recorded: () =>
        station.log
          .latest(100)
          .flatMap((event) => (event.type === 'gate.expectation-withdrawn.v1' ? [event.data.person] : [])),
      stop: () => station.stop(),
    };
  };
  return { announced, takenBack, start };
}

it('whom the court takes back is expected no more, on record once, also when the announcement comes after it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom('announced', 'taken back', 'restart'), { maxLength: 6 }),
      async (course) => {
        const { announced, takenBack, start } = await openGate();
        const [wrong, withdrawal] = [await announced('person/wrong', 'Aslam'), takenBack('person/wrong')];
        let at = await start();
        for (const next of [...course, 'taken back']) {
          if (next === 'restart') {
            await at.stop();
            at = await start();
          } else await at.take(next === 'announced' ? wrong : withdrawal);
        }
        await at.take(wrong);
        expect(at.listed()).toEqual([]);
        expect(at.recorded()).toEqual(['person/wrong']);
        await at.take(await announced('person/right', 'Asif'));
        await vi.waitFor(() => expect(at.listed()).toEqual([['person/right', 'Asif']]));
        await at.stop();
      },
    ),
    { numRuns: 6, seed: 7 },
  );
});
