import { type ChildProcess, spawn } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type CommandBody, createSigner, signMessage } from '@custody-edge/event-contract';
import { uuidV7 } from '@custody-edge/foundation';
import { newFolder } from '@custody-edge/foundation/test-support';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../demo/api.ts';
import { provisionCentre } from '../provision/centre.ts';
import { createProject } from '../provision/project.ts';
import { provisionStation } from '../provision/station.ts';
import { seeded } from '../seeded.ts';
import { Cables, cableTrouble } from './cables.ts';
import { describeWith } from './optional.ts';
import { type Report, reportSchema, type Saying } from './test-support/site-words.ts';

const agent = fileURLToPath(new URL('test-support/site-agent.ts', import.meta.url));
const peerPort = 8443;
const names = ['gate-1', 'gate-2', 'gate-3'] as const;
const seed = 77;
/** Events that one station records while another one is cut off. */
const missed = 1_000;

/** One station as a process of its own, on a machine of its own. */
class Agent {
  private readonly args: readonly string[];
  private child: ChildProcess | undefined;
  private lines: AsyncIterator<string> | undefined;
  private reader: Interface | undefined;

  constructor(on: readonly string[], configFile: string) {
    this.args = [...on, process.execPath, agent, configFile];
  }

  async start(): Promise<void> {
    const [command = '', ...args] = this.args;
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.child = child;
    this.reader = createInterface({ input: child.stdout });
    this.lines = this.reader[Symbol.asyncIterator]();
    await this.lines.next();
  }

  async say(saying: Saying = {}): Promise<Report> {
    if (!this.child?.stdin || !this.lines) throw new Error('not started');
    this.child.stdin.write(`${JSON.stringify(saying)}\n`);
    return reportSchema.parse(JSON.parse((await this.lines.next()).value));
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
  }
}

const trouble = cableTrouble();

describeWith(trouble === undefined, `no cables can be laid: ${trouble}`, 'stations of one site on real cables', () => {
  const folder = newFolder();
  let cables: Cables;
  let agents: Agent[] = [];
  let centreDir: string;

  const all = (saying: Saying = {}) => Promise.all(agents.map((one) => one.say(saying)));
  const held = ({ heads, custody }: Report) => JSON.stringify({ heads, custody });
  /** Until every station holds the same, and every name. */
  const equal = (what: string): Promise<Report[]> =>
    until(what, 15_000, async () => {
      const reports = await all();
      const isEqual = new Set(reports.map(held)).size === 1 && reports.every(({ people, named }) => named === people);
      return isEqual ? reports : undefined;
    });

  beforeAll(async () => {
    cables = new Cables();
    const project = await createProject(join(folder, 'project'));
    centreDir = join(folder, 'centre');
    await provisionCentre(project, {
      ...{ dir: centreDir, centreId: 'centre', site: 'headquarters', http: { port: 0 } },
      broker: { kind: 'external', url: 'mqtts://10.77.0.250:8883' },
    });
    const addresses = names.map((name) => cables.plug(name));
    const device = (id: string, profile: string) => ({
      ...{ id, profile },
      address: { kind: 'serial' as const, path: join(folder, 'absent', id) },
    });
    agents = await Promise.all(
      names.map(async (stationId, index) => {
        const { configFile } = await provisionStation(project, centreDir, {
          ...{ dir: join(folder, stationId), stationId, site: 'jail-a', role: 'gate' },
          centreUrl: 'mqtts://10.77.0.250:8883',
          http: { port: 8080 },
          devices: [device('scanner', 'r307'), device('reader', 'serial-barcode'), device('door', 'modbus-io')],
          peerListen: { host: '0.0.0.0', port: peerPort },
          peers: addresses.flatMap((address, other) =>
            other === index ? [] : [{ stationId: names[other] ?? '', url: `https://${address}:${peerPort}` }],
          ),
        });
        return new Agent(cables.on(stationId), configFile);
      }),
    );
    await Promise.all(agents.map((one) => one.start()));
  });

  afterAll(async () => {
    await Promise.all(agents.map((one) => one.stop()));
    cables.remove();
  });

  it('hold the same events, whenever a cable was cut and joined, and a stop at any moment loses nothing', async () => {
    const chance = seeded(seed);
    const [first, , third] = agents;
    if (!first || !third) throw new Error('no stations');
    await first.say({ admit: 12 });
    await equal('all to know everybody by name');

    const isCut = new Map<string, boolean>(names.map((name) => [name, false]));
    for (let round = 0; round < 12; round += 1) {
      const name = names[Math.floor(chance() * names.length)] ?? 'gate-1';
      isCut.set(name, !isCut.get(name));
      if (isCut.get(name)) cables.cut(name);
      else cables.join(name);
      await Promise.all(agents.map((one) => one.say({ move: Math.floor(chance() * 20) })));
    }
    for (const name of names) cables.join(name);
    const [settled] = await equal('all to hold the same after every cable was joined');
    expect(settled?.conflicts).toBeGreaterThan(0);

    // One is killed while it takes in what it missed.
    cables.cut('gate-3');
    const before = (await third.say()).heads;
    await first.say({ admit: 30 });
    await first.say({ move: missed });
    cables.join('gate-3');
    const sum = ({ heads }: Pick<Report, 'heads'>) => heads.reduce((total, { upTo }) => total + upTo, 0);
    const missing = await until('the third to be in the middle of it', 10_000, async () => {
      const taken = sum(await third.say()) - sum({ heads: before });
      return taken > 0 ? missed - taken : undefined;
    });
    await third.stop('SIGKILL');
    expect(missing).toBeGreaterThan(0);
    await third.start();
    const reports = await equal('all to hold the same after one was killed');
    expect(sum(reports[2] ?? { heads: [] })).toBe(reports.reduce((total, { own }) => total + own, 0));
    await until('all to say so', 15_000, async () =>
      (await all()).every(({ peers }) => peers.every(({ state }) => state === 'equal')) ? true : undefined,
    );
  });

  it('cut off one that the centre revokes, on both its cables at once', async () => {
    const centre = createSigner(createPrivateKey(readFileSync(join(centreDir, 'keys', 'signing.key'))));
    const [, , third] = await all();
    const chainId = third?.heads.find(({ upTo }) => upTo === third.own)?.chainId ?? '';
    const body: CommandBody = { purpose: 'revoke-station', stationId: 'gate-3', chainId };
    for (const [index, recipient] of names.slice(0, 2).entries()) {
      const times = { issuedAt: new Date().toISOString(), expiresAt: new Date(Date.now() + 60_000).toISOString() };
      const command = { commandId: uuidV7(), recipient, ...times, body };
      await agents[index]?.say({
        command: { command, text: signMessage('custody-command+json', command, centre).text },
      });
    }
    await agents[2]?.say({ move: 5 });
    const [one, two] = await until('the third to be refused everywhere', 10_000, async () => {
      const reports = await all();
      const isOut = reports[2]?.peers.every(({ code }) => code === 'peer-refuses');
      return isOut && reports[0]?.peers.some(({ code }) => code === 'peer-revoked') ? reports : undefined;
    });
    const upTo = (report: Report | undefined) => report?.heads.find((head) => head.chainId === chainId)?.upTo;
    expect(upTo(one)).toBe(third?.own);
    expect(upTo(two)).toBe(third?.own);
  });
});
