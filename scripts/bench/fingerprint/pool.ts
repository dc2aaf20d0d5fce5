import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { TaskName, Tasks } from './tasks.ts';

/** One worker a core; every task goes to the next idle one. */
export class WorkerPool {
  readonly #workers: readonly Worker[];
  readonly #idle: Worker[];
  readonly #waiting: ((worker: Worker) => void)[] = [];

  constructor() {
    this.#workers = Array.from(
      { length: availableParallelism() },
      () => new Worker(new URL('worker.ts', import.meta.url)),
    );
    this.#idle = [...this.#workers];
  }

  /** Answers of many tasks of one kind, in the order of their arguments. */
  async all<Name extends TaskName>(
    name: Name,
    tasks: readonly Tasks[Name]['argument'][],
    progress: (done: number, of: number) => void,
  ): Promise<Tasks[Name]['result'][]> {
    let done = 0;
    return Promise.all(
      tasks.map(async (argument) => {
        const result = await this.#run(name, argument);
        done += 1;
        progress(done, tasks.length);
        return result;
      }),
    );
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  async #run<Name extends TaskName>(name: Name, argument: Tasks[Name]['argument']): Promise<Tasks[Name]['result']> {
    const worker = this.#idle.pop() ?? (await new Promise<Worker>((resolve) => this.#waiting.push(resolve)));
    worker.postMessage({ name, argument });
    const [result] = await once(worker, 'message');
    const next = this.#waiting.shift();
    if (next) next(worker);
    else this.#idle.push(worker);
    return result;
  }
}
