import { type ChildProcess, fork } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command, CustodyEvent } from '@custody-edge/event-contract';
import type { Reading } from '@custody-edge/firmware-bridge';
import { agentError } from '../errors.ts';
import type { Gate } from '../gate/gate.ts';
import { type StationParts, stationSubject } from '../station/station-parts.ts';
import { type Happening, practiceEnd } from './ends.ts';
import { newPracticeFolder, removePracticeFolder, sweepPracticeFolders } from './practice-folder.ts';
import { fromPracticeSchema, sockets, type ToPractice } from './process-messages.ts';
import type { PracticeStateView } from './view.ts';

/** How often it is looked whether anybody still practises. */
const lookMs = 1_000;
const program = fileURLToPath(new URL('./practice-process.ts', import.meta.url));
/** What the product is made of. */
const root = dirname(dirname(dirname(dirname(program))));
/** All of the machine that may be read besides: which boot this is, and whether its clock follows a time server. */
const facts = ['/proc/sys/kernel/random/boot_id', '/run/systemd/timesync/synchronized', '/etc/alpine-release'];
const code = ['device-profiles', 'edge-agent', 'firmware-bridge', 'node_modules', 'packages', 'package.json'];

type Parts = Pick<StationParts, 'config' | 'officers' | 'log' | 'clock' | 'logger' | 'committed' | 'changed'>;

interface Run {
  /** Id of the event by which it began. */
  readonly began: string;
  readonly folder: string;
  readonly child: ChildProcess;
  readonly timer: NodeJS.Timeout;
  isReady: boolean;
  touchedMs: number;
}

/**
 * Practice at a gate. It runs in a process of its own with keys, record and folder of its own, which are made for it and destroyed after it;
 * that process knows neither a key nor an address of this station. Here is only who began it, what goes there, and when it ends.
 */
export class Training {
  private readonly parts: Parts;
  private readonly gate: Pick<Gate, 'isFree'>;
  private run: Run | undefined;
  private state: PracticeStateView | undefined;
  /** Settles once the last process has gone, and its folder with it. */
  private gone: Promise<void> = Promise.resolve();

  constructor(parts: Parts, gate: Pick<Gate, 'isFree'>) {
    this.parts = parts;
    this.gate = gate;
  }

  get view(): PracticeStateView | undefined {
    return this.state;
  }

  /** Puts away what a crash left: files, and practice that no event says the end of. */
  start(): void {
    const { log, config, logger, committed } = this.parts;
    const left = sweepPracticeFolders(config.dataDir);
    if (left > 0) logger.warn({ left }, 'what was left of practice is removed');
    const began = log.eventsOfType('station.practice-began.v1', '').at(-1);
    const ended = log.eventsOfType('station.practice-ended.v1', '').at(-1);
    if (began && ended?.data.began !== began.id) committed(log.commit([this.endDraft(began.id, 'power-cut')]));
  }

  /** Resolves once nothing of practice is left on this machine. */
  async stop(): Promise<void> {
    this.hear({ kind: 'stopping' });
    await this.gone;
  }

  /**
   * The officer who attends begins to practise, and is signed out: the gate opens for nobody until somebody signs in again.
   * @throws `sign-in-first`, `fingers-due`, `role-missing`, `practice-not-now`, `action-not-possible` while it goes on
   */
  begin(): void {
    const { officers, log, config, committed } = this.parts;
    const officerId = officers.practiser();
    if (this.run) throw agentError('action-not-possible');
    if (!this.gate.isFree) throw agentError('practice-not-now');
    const folder = newPracticeFolder(config.dataDir);
    try {
      const subject = stationSubject(config.stationId);
      const [began] = log.commit([{ type: 'station.practice-began.v1', subject, data: { officerId } }]);
      if (!began) throw agentError('practice-broken');
      committed([began]);
      officers.leaveToPractise();
      this.run = this.open(folder, began.id);
    } catch (error) {
      removePracticeFolder(folder);
      throw error;
    }
    this.become({ state: 'starting', done: 0, of: 1 });
  }

  /** Back to real work; whoever is there may press it. */
  end(): void {
    this.hear({ kind: 'pressed' });
  }

  /** Somebody did something in practice. */
  touched(): void {
    if (this.run) this.run.touchedMs = this.parts.clock.monotonicMs();
  }

  /** Where the process answers. @throws `practice-over` */
  socket(which: keyof typeof sockets): string {
    if (!this.run?.isReady) throw agentError('practice-over');
    return join(this.run.folder, sockets[which]);
  }

  /** A finger or a paper on the real devices goes to practice while that goes on, and nowhere else. @returns whether it did */
  takes(reading: Reading): boolean {
    if (!this.run) return false;
    switch (reading.kind) {
      case 'fingerprint-image': {
        const { width, height, dotsPerInch, pixels } = reading;
        this.tell({ kind: 'finger', width, height, dotsPerInch, pixels });
        return true;
      }
      case 'barcode':
        this.tell({ kind: 'paper', text: reading.text });
        return true;
      case 'fingerprint-part':
      case 'rejected-input':
        return true;
      default:
        return false;
    }
  }

  /** Events are on the disk, recorded here or at another station of the site. */
  onEvents(events: readonly CustodyEvent[]): void {
    for (const { type } of events) this.hear({ kind: 'recorded', type });
  }

  onCommand({ body: { purpose } }: Command): void {
    this.hear({ kind: 'commanded', purpose });
  }

  onDutyChange(): void {
    if (this.parts.officers.signedIn === undefined) return;
    this.hear({ kind: 'officer-signed-in' });
    this.become(undefined);
  }

  private open(folder: string, began: string): Run {
    const { clock, config, logger } = this.parts;
    const child = fork(program, [], {
      cwd: folder,
      // Nothing of this station’s surroundings: no variable of its configuration, and no file but the product’s own.
      env: {
        PATH: process.env.PATH ?? '',
        ...(process.env.TZ !== undefined && { TZ: process.env.TZ }),
        TMPDIR: folder,
      },
      execArgv: [
        '--permission',
        '--disable-warning=SecurityWarning',
        '--allow-addons',
        '--allow-worker',
        ...[...code.map((name) => join(root, name)), ...facts, folder].map((path) => `--allow-fs-read=${path}`),
        `--allow-fs-write=${folder}`,
      ],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    const timer = setInterval(() => this.look(), lookMs).unref();
    const run: Run = { began, folder, child, timer, isReady: false, touchedMs: clock.monotonicMs() };
    child.stderr?.on('data', (words: Buffer) => logger.warn({ words: words.toString().slice(0, 2_000) }, 'practice'));
    child.on('message', (message) => this.onMessage(run, message));
    const { promise, resolve } = Promise.withResolvers<void>();
    this.gone = promise;
    // A process that never came to be says so by an error alone.
    const over = (about: object): void => {
      removePracticeFolder(folder);
      resolve();
      if (this.run !== run) return;
      logger.error(about, 'practice ended by itself');
      this.hear({ kind: 'broken' });
    };
    child.on('error', (error) => over({ err: error }));
    child.once('exit', (exitCode, signal) => over({ exitCode, signal }));
    // Whatever of the policy stands for nothing in practice, that process leaves out.
    child.send({ kind: 'open', folder, policy: { ...config.gate } } satisfies ToPractice);
    return run;
  }

  private onMessage(run: Run, message: unknown): void {
    const said = fromPracticeSchema.safeParse(message).data;
    if (!said || this.run !== run) return;
    run.isReady = said.kind === 'ready';
    this.touched();
    this.become(said.kind === 'ready' ? { state: 'running' } : { state: 'starting', done: said.done, of: said.of });
  }

  private tell(message: ToPractice): void {
    this.touched();
    if (this.run?.isReady && this.run.child.connected) this.run.child.send(message);
  }

  private look(): void {
    const { run, parts } = this;
    if (!run) return;
    const forMs = parts.clock.monotonicMs() - run.touchedMs;
    this.hear({ kind: 'quiet', forMs, limitMs: parts.config.training.untouchedMs });
  }

  /** Practice ends first; that it did is written down after, so that no disk keeps it going. */
  private hear(happening: Happening): void {
    const { run } = this;
    const reason = run && practiceEnd(happening);
    if (!run || !reason) return;
    this.run = undefined;
    clearInterval(run.timer);
    if (run.child.exitCode === null) run.child.kill('SIGKILL');
    this.become({ state: 'ended', reason });
    try {
      const { log, committed } = this.parts;
      committed(log.commit([this.endDraft(run.began, reason)]));
    } catch (error) {
      this.parts.logger.error({ err: error }, 'the end of practice could not be recorded');
    }
  }

  private endDraft(began: string, reason: NonNullable<ReturnType<typeof practiceEnd>> | 'power-cut') {
    const subject = stationSubject(this.parts.config.stationId);
    return { type: 'station.practice-ended.v1' as const, subject, data: { began, reason } };
  }

  private become(state: PracticeStateView | undefined): void {
    this.state = state;
    this.parts.changed();
  }
}
