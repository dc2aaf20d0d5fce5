import { spawnSync } from 'node:child_process';

function run(...args: readonly string[]): string | undefined {
  const { status, error, stderr } = spawnSync('ip', args, { encoding: 'utf8' });
  return status === 0 ? undefined : (error?.message ?? stderr.trim());
}

function mustRun(...args: readonly string[]): void {
  const trouble = run(...args);
  if (trouble !== undefined) throw new Error(`ip ${args.join(' ')}: ${trouble}`);
}

/** A switch and machines on cables that can be pulled out: each a network namespace of its own, apart from this machine's network. */
export class Cables {
  private readonly prefix: string;
  private readonly spaces: string[] = [];

  /** @throws Error where this machine does not let it */
  constructor() {
    this.prefix = `ce${process.pid}`;
    this.open('switch');
    this.inSwitch('link', 'add', 'bridge', 'type', 'bridge');
    this.inSwitch('link', 'set', 'bridge', 'up');
  }

  /** Puts a machine on the switch. @returns its address */
  plug(machine: string): string {
    const space = this.open(machine);
    const address = `10.77.0.${this.spaces.length}`;
    mustRun(
      '-n',
      space,
      'link',
      'add',
      'cable',
      'type',
      'veth',
      'peer',
      'name',
      machine,
      'netns',
      this.nameOf('switch'),
    );
    mustRun('-n', space, 'addr', 'add', `${address}/24`, 'dev', 'cable');
    for (const device of ['lo', 'cable']) mustRun('-n', space, 'link', 'set', device, 'up');
    this.join(machine);
    return address;
  }

  /** Nothing passes any more, and neither end is told. */
  cut(machine: string): void {
    this.inSwitch('link', 'set', machine, 'nomaster');
  }

  join(machine: string): void {
    this.inSwitch('link', 'set', machine, 'master', 'bridge', 'up');
  }

  /** What runs a program on a machine. */
  on(machine: string): readonly string[] {
    return ['ip', 'netns', 'exec', this.nameOf(machine)];
  }

  remove(): void {
    for (const space of this.spaces.splice(0)) run('netns', 'delete', space);
  }

  private open(machine: string): string {
    const space = this.nameOf(machine);
    mustRun('netns', 'add', space);
    this.spaces.push(space);
    return space;
  }

  private inSwitch(...args: readonly string[]): void {
    mustRun('-n', this.nameOf('switch'), ...args);
  }

  private nameOf(machine: string): string {
    return `${this.prefix}-${machine}`;
  }
}

/** Why no cables can be laid here; undefined where they can. */
export function cableTrouble(): string | undefined {
  try {
    const cables = new Cables();
    try {
      cables.plug('try');
    } finally {
      cables.remove();
    }
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
