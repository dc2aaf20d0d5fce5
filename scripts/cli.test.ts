import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { publicJwkSchema, readFeedRecord, readFeedStatement } from '@custody-edge/event-contract';
import { newFolder } from '@custody-edge/foundation/test-support';
import { beforeEach, describe, expect, it } from 'vitest';
import { commandHere } from './commands/test-kit.ts';

const scripts = fileURLToPath(new URL('.', import.meta.url));
const launcher = join(scripts, 'custody-edge.js');
const pinnedNode = process.execPath;

/** A Node that the shell could have; where only the pinned version exists, one that says it is older. */
const foreignNode = ((): readonly string[] => {
  const major = (path: string) =>
    Number(spawnSync(path, ['-p', 'process.versions.node']).stdout?.toString().split('.')[0]);
  const found = ['/usr/bin/node', '/usr/local/bin/node'].find((path) => major(path) >= 20 && major(path) < 24);
  if (found) return [found];
  const older = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.0.0' } })`;
  return [pinnedNode, '--import', `data:text/javascript,${encodeURIComponent(older)}`];
})();
const withForeignNode = (args: readonly string[]) => {
  const [command = pinnedNode, ...flags] = foreignNode;
  return [command, [...flags, ...args]] as const;
};
let dir: string;

beforeEach(async () => {
  dir = newFolder();
});

const text = (...path: string[]) => readFile(join(dir, ...path), 'utf8');
const run = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  spawnSync(pinnedNode, [launcher, ...args], {
    encoding: 'utf8',
    cwd: dir,
    env: { ...process.env, ...env },
  });

/** As `run`, in this process. */
async function runHere(args: readonly string[]) {
  const before = process.cwd();
  process.chdir(dir);
  try {
    return await commandHere(...args);
  } finally {
    process.chdir(before);
  }
}

describe('the command line', () => {
  it('enrols a whole project without an editor and says what to do next', async () => {
    const project = run(['provision', 'project', '--dir', 'project']);
    expect(project.stdout).toContain('provision centre');
    const centre = await runHere(
      'provision centre --project project --dir centre --id centre-1 --site headquarters'.split(' '),
    );
    expect(centre.stdout).toContain('npx custody-edge centre --config centre/centre.json');
    const station = run([
      ...'provision station --project project --centre centre --dir gate-1 --id gate-1 --site jail-a'.split(' '),
      ...'--role gate --centre-url mqtts://127.0.0.1:8883'.split(' '),
      ...['--device', 'id=scanner,profile=r307,serial=/dev/ttyUSB0'],
    ]);
    expect(station.stderr).toBe('');
    expect(station.stdout).toContain('npx custody-edge agent --config gate-1/station.json');
    expect(station.stdout).toMatch(/One-time code for the first officer.*: ([0-9A-Z]{5}-){3}[0-9A-Z]{5}\n/);
    expect((await runHere('provision mosquitto --centre centre'.split(' '))).stdout).toContain(
      'Next step: mosquitto -c',
    );
    const feed = 'provision feed --project project --centre centre --dir court --id court-1 --may release-order hold';
    expect((await runHere(feed.split(' '))).stdout).toContain('npx custody-edge feed sign --dir court');
    const auditor = await runHere('provision auditor --project project --dir audit --id audit-1'.split(' '));
    expect(auditor.status).toBe(0);
  }, 60_000);

  it('signs what a court says so that the centre takes it, and nothing that is wrong', async () => {
    await runHere(['provision', 'project', '--dir', 'project']);
    await runHere(
      'provision feed --project project --centre centre --dir court --id court-1 --may release-order'.split(' '),
    );
    const about = { site: 'jail-a', prisonerNumber: '17' };
    const order = (orderId: string) => ({ orderId, court: 'Sessions Court', caseNumber: '1/26' });
    const items = Array.from({ length: 120 }, (_, index) => ({
      kind: 'release-order',
      about,
      order: order(`RO-${index}`),
    }));
    await writeFile(join(dir, 'items.json'), JSON.stringify(items));
    const signed = run('feed sign --dir court --items items.json --out list.jws'.split(' '));
    expect(signed.stdout).toContain('Signed 120 items in 2 statements');
    const authority = publicJwkSchema.parse(JSON.parse(await text('project', 'authority', 'authority.jwk.json')));
    const record = readFeedRecord(await text('centre', 'feeds', 'court-1.jws'), authority);
    if (!record.ok) throw record.error;
    const read = (await text('list.jws'))
      .trim()
      .split('\n')
      .map((line) => readFeedStatement(line, [record.value]));
    expect(read.flatMap((one) => (one.ok ? one.value.statement.items : []))).toEqual(items);

    await writeFile(join(dir, 'items.json'), JSON.stringify([{ kind: 'release-order', about }]));
    const wrong = await runHere('feed sign --dir court --items items.json --out wrong.jws'.split(' '));
    expect(wrong.stderr).toMatch(/^option-invalid: /);
    const nobody = await runHere('feed sign --dir nowhere --items items.json --out wrong.jws'.split(' '));
    expect(nobody.stderr).toMatch(/^enrolment-missing/);
    await expect(text('wrong.jws')).rejects.toThrow('ENOENT');
  }, 60_000);

  it('answers a failure with its code, a sentence and a next step, and no stack', () => {
    const refused = run('provision centre --project nowhere --dir centre --id centre-1 --site headquarters'.split(' '));
    expect(refused.status).toBe(1);
    expect(refused.stderr).toMatch(/^project-missing: This folder holds no project\.\n {2}dir: .*\nNext step: Name/);
    expect(refused.stderr).not.toContain('    at ');
  });

  it('shows the stack to who asks for it', () => {
    const refused = run('provision project --dir /dev/null/project'.split(' '), { DEBUG: '1' });
    expect(refused.stderr).toContain('    at ');
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'switches an emulated device off at a %s, whoever still holds its input',
    async (signal) => {
      const child = spawn(pinnedNode, [launcher, 'emulate', 'mettler-mt-sics', '--pty', join(dir, 'tty')]);
      await once(child.stdout, 'data');
      child.kill(signal);
      expect(await once(child, 'exit')).toEqual([0, null]);
    },
  );

  it('refuses what it does not know with a non-zero exit code', () => {
    expect(run(['provision', 'projekt']).status).not.toBe(0);
    expect(run('provision project'.split(' ')).stderr).toContain('--dir');
  });
});

describe('the launcher', () => {
  it('runs the commands on the pinned Node whatever Node starts it', () => {
    const help = spawnSync(...withForeignNode([launcher, 'provision', '--help']), {
      encoding: 'utf8',
    });
    expect(help.stderr).toBe('');
    expect(help.stdout).toContain('Enrol a project');
  });

  /** A copy of the launcher with another command line behind it, and a pinned Node that is ours. */
  async function installation(cli: string): Promise<string> {
    const folder = join(dir, 'node_modules', `node-${process.platform}-${process.arch}`);
    await mkdir(join(folder, 'bin'), { recursive: true });
    await symlink(pinnedNode, join(folder, 'bin', 'node'));
    await mkdir(join(dir, 'scripts', 'program'), { recursive: true });
    await writeFile(join(dir, 'package.json'), '{"type":"module"}');
    await writeFile(join(dir, 'scripts', 'cli.ts'), cli);
    const copy = join(dir, 'scripts', 'custody-edge.js');
    await copyFile(launcher, copy);
    for (const file of ['entry.ts', 'built.ts'])
      await copyFile(join(scripts, 'program', file), join(dir, 'scripts', 'program', file));
    return copy;
  }

  it('hands signals on and ends with the code of the command', async () => {
    const installed = await installation(`
      process.on('SIGTERM', () => process.exit(7));
      setInterval(() => {}, 1000);
      console.log(process.versions.node);
    `);
    const child = spawn(...withForeignNode([installed]), { stdio: ['ignore', 'pipe', 'inherit'] });
    const [output] = await once(child.stdout, 'data');
    expect(String(output).trim()).toBe(process.versions.node);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([7, null]);
  });

  it('says what to install when there is no pinned Node and the running one is too old', async () => {
    const installed = await installation('');
    await rm(join(dir, 'node_modules'), { recursive: true });
    const refused = spawnSync(...withForeignNode([installed]), { encoding: 'utf8' });
    expect(refused.status).toBe(1);
    expect(refused.stderr).toMatch(/^node-too-old: .*\nNext step: /);
  });
});
