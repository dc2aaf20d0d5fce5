import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { DebianKernel } from './debian.ts';
import { sectorBytes } from './disk/volatile-disk.ts';

export interface MachineOptions {
  readonly kernel: DebianKernel;
  /** File system that is unpacked into memory. */
  readonly image: string;
  /** Program that the pinned Node runs in the guest, and its arguments. */
  readonly program: readonly string[];
  /** What the kernel and whatever failed wrote. */
  readonly consoleFile: string;
  /** The machine is switched off when it took longer. */
  readonly limitMs: number;
  /** Socket of a disk server. */
  readonly disk?: string;
  /** Goes on from there instead of starting. Kernel, image and program have to be those of the machine that was saved. */
  readonly snapshot?: string;
}

const diskAt = (socket: string): string[] => [
  ...['-drive', `if=none,id=disk,format=raw,cache=writeback,file=nbd:unix:${socket}`],
  ...['-device', `virtio-blk-pci,drive=disk,logical_block_size=${sectorBytes},physical_block_size=${sectorBytes}`],
];

/**
 * A whole computer in one process, without a network. Its processor is emulated, so that it works wherever a process does; that costs a
 * factor of ten or so.
 */
export class Machine {
  private readonly process: ChildProcessWithoutNullStreams;
  private readonly ended: Promise<unknown>;
  private readonly monitor: string;

  constructor({ kernel, image, program, consoleFile, limitMs, disk, snapshot }: MachineOptions) {
    this.monitor = `${consoleFile}.monitor`;
    this.process = spawn(
      'qemu-system-x86_64',
      [
        // One processor: of two, one can be told that a USB printer's answer was taken before the other has noted that it was given, which
        // this kernel (6.1) does not survive.
        ...['-M', 'q35', '-cpu', 'max', '-accel', 'tcg', '-smp', '1', '-m', '1536'],
        ...['-nodefaults', '-display', 'none', '-no-reboot'],
        ...['-kernel', kernel.image, '-initrd', image],
        // Memory that is given back is cleared, so that a snapshot has no image in it that nobody needs any more.
        ...['-append', `console=ttyS0 quiet oops=panic panic=-1 init_on_free=1 -- ${program.join(' ')}`],
        ...['-serial', `file:${consoleFile}`, '-serial', 'stdio', '-monitor', `unix:${this.monitor},server,nowait`],
        // The guest sees a disk with a cache and has to ask for each flush, which goes on to the disk server.
        ...(disk === undefined ? [] : diskAt(disk)),
        // A machine is stopped while it is saved: one that goes on from there shall not be.
        ...['-global', 'migration.store-global-state=off'],
        ...(snapshot === undefined ? [] : ['-incoming', `exec:cat ${snapshot}`]),
      ],
      { timeout: limitMs, killSignal: 'SIGKILL' },
    );
    this.ended = once(this.process, 'close');
  }

  /** What the program in the guest says, line by line, until the machine is off. */
  async *lines(): AsyncGenerator<string> {
    let begun = '';
    for await (const text of this.process.stdout.setEncoding('utf8')) {
      const lines = `${begun}${text}`.split('\n');
      // What its power did not let it finish was not said.
      begun = lines.pop() ?? '';
      yield* lines;
    }
  }

  say(line: string): void {
    this.process.stdin.write(`${line}\n`);
  }

  /** Writes all that the machine is to a file, from which others may go on, and switches it off. */
  async save(file: string): Promise<void> {
    const monitor = connect(this.monitor);
    monitor.write(`stop\nmigrate "exec:cat > ${file}"\nquit\n`);
    await this.ended;
    monitor.destroy();
  }

  /** As if the plug was pulled. */
  async cutPower(): Promise<void> {
    this.process.kill('SIGKILL');
    await this.ended;
  }
}
