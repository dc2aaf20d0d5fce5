// Begins a worker as the process itself began: with the compiled files of last time, and without the compiler.
import { enableCompileCache, flushCompileCache } from 'node:module';
import { workerData } from 'node:worker_threads';

const { script, compiled } = workerData;
if (compiled !== undefined) enableCompileCache(compiled);
await import(script);
flushCompileCache();
