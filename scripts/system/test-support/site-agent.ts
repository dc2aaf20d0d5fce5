/** A whole station without devices, that records what it is told to: a line on standard input, a line of answer. */
import { createHash } from 'node:crypto';
import { createInterface } from 'node:readline';
import { loadStationConfig, prepareAdmission } from '@custody-edge/edge-agent';
import { encodeTemplate } from '@custody-edge/fingerprint';
import { syntheticTemplate } from '@custody-edge/fingerprint/synthetic';
import { systemClock, systemRandom } from '@custody-edge/foundation';
import { pino } from 'pino';
import { Station } from '../../../edge-agent/src/station/station.ts';
import { loadStationIdentity } from '../../../edge-agent/src/store/enrolment.ts';
import { drafts } from '../../../packages/event-contract/src/test-kit.ts';
import { personOf } from '../../bench/gate/prison.ts';
import { deskOf } from '../../demo/on-record.ts';
import { type Report, sayingSchema } from './site-words.ts';

const [, , configFile = ''] = process.argv;
const config = loadStationConfig(configFile, {});
const identity = loadStationIdentity(config);
const station = new Station(config, systemClock, systemRandom, pino({ level: 'silent' }));
await station.start();
if (station.role.role !== 'gate') throw new Error('not a gate');
const { gate } = station.role;
const { people } = gate;

async function admit(count: number): Promise<void> {
  for (let person = 0; person < count; person += 1) {
    const finger = { finger: 'right-index' as const, impressions: [encodeTemplate(syntheticTemplate(person))] };
    const facts = { compared: 0, policy: config.gate, nowMs: Date.now() };
    const desk = deskOf(personOf(person, [finger]));
    const made = await prepareAdmission(desk, facts, gate.keys, identity.centre, identity.signer, systemRandom);
    people.record([made.draft], made.storeKey);
  }
}

/** People of whom the gates say the same leave for the court, or come back; several events at a time go into one commit. */
function move(count: number): void {
  const agreed = people.all().filter(({ custody }) => custody.heads.length === 1);
  const subjects = agreed.map(({ subject }) => subject);
  if (subjects.length === 0) return;
  for (let moved = 0; moved < count; moved += subjects.length)
    people.record(
      subjects
        .slice(0, count - moved)
        .map((subject) =>
          people.find(subject)?.custody.state === 'OUT_COURT' ? drafts.back(subject) : drafts.toCourt(subject),
        ),
    );
}

console.log(JSON.stringify({ ready: true }));
for await (const line of createInterface({ input: process.stdin })) {
  const { admit: newcomers = 0, move: movements = 0, command } = sayingSchema.parse(JSON.parse(line));
  await admit(newcomers);
  move(movements);
  if (command) station.peers.onCommand(command.command, command.text);
  station.peers.wake();
  const all = people.all().toSorted((one, other) => (one.subject < other.subject ? -1 : 1));
  const custody = createHash('sha256')
    .update(JSON.stringify(all.map((one) => one.custody)))
    .digest('base64url');
  const report: Report = {
    own: station.log.length,
    heads: station.peers.heads.toSorted((one, other) => (one.chainId < other.chainId ? -1 : 1)),
    custody,
    people: all.length,
    named: all.filter((one) => one.identity).length,
    conflicts: all.filter((one) => one.custody.heads.length > 1).length,
    peers: station.peers.views.map(({ name, state, behind, code }) => ({
      ...{ name, state, behind },
      ...(code !== undefined && { code }),
    })),
  };
  console.log(JSON.stringify(report));
}
await station.stop();
