import { parentPort } from 'node:worker_threads';
import { perform, type TaskName, type Tasks } from './tasks.ts';

parentPort?.on(
  'message',
  <Name extends TaskName>({ name, argument }: { name: Name; argument: Tasks[Name]['argument'] }) => {
    parentPort?.postMessage(perform[name](argument));
  },
);
