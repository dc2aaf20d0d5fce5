import { wristbandOf } from '@custody-edge/event-contract';
import { z } from 'zod';
import { call, until } from '../api.ts';
import type { Inmate } from '../court.ts';
import { credentials, officerWith } from '../staff.ts';
import type { Stage } from './stage.ts';

const viewSchema = z.object({
  counting: z.object({ count: z.object({ kind: z.string(), missing: z.int() }).optional() }),
});
const listSchema = z.object({ lines: z.array(z.object({ person: z.object({ subject: z.string() }) })) });
const resultSchema = z.object({ digest: z.string(), unexplained: z.int() });

/** The evening's roll call: the first by a finger, the others by wristband; whoever is short is explained, and an officer signs. */
export async function rollCall(stage: Stage, inmates: readonly Inmate[]): Promise<void> {
  const [first, ...others] = inmates;
  await begin(stage, 'roll-call');
  if (first) await stage.gate.press(first.person, 0, 'verify');
  for (const one of others) await showBand(stage, one);
  await end(stage);
}

/** An emergency: everybody is counted at the gate by wristband, and one is short until it is said why. */
export async function evacuation(stage: Stage, inmates: readonly Inmate[]): Promise<void> {
  await begin(stage, 'evacuation');
  for (const one of inmates.slice(1)) await showBand(stage, one);
  await end(stage);
}

const say = ({ gate }: Stage, action: object): Promise<unknown> =>
  call(`${gate.post.url}/api/count`, z.unknown(), action);

const countAt = async ({ gate }: Stage) => (await call(`${gate.post.url}/api/view`, viewSchema)).counting.count;

async function begin(stage: Stage, kind: 'roll-call' | 'evacuation'): Promise<void> {
  await stage.gate.home();
  await say(stage, { action: 'start', kind });
}

/** A wristband before the reader, until its wearer is counted. */
async function showBand(stage: Stage, { subject }: Inmate): Promise<void> {
  const before = (await countAt(stage))?.missing ?? 0;
  await stage.gate.post.reader.ask({ command: 'scan', text: wristbandOf(subject) ?? '' });
  await until('the wristband to count', 10_000, async () => {
    const now = await countAt(stage);
    return (now !== undefined && now.missing < before) || undefined;
  });
}

async function end(stage: Stage): Promise<void> {
  const { url, staff } = stage.gate.post;
  const { lines } = await call(`${url}/api/count/list`, listSchema);
  for (const { person } of lines)
    await say(stage, { action: 'explain', person: person.subject, reason: 'ہسپتال بارک میں، ڈاکٹر نے دیکھا' });
  const { digest, unexplained } = await call(`${url}/api/count/result`, resultSchema);
  if (unexplained > 0) throw new Error('somebody is short in the count, and nobody has said why');
  await say(stage, { action: 'end', digest, officer: credentials(officerWith(staff, 'gate-officer')) });
  await say(stage, { action: 'leave' });
}
