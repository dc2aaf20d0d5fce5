// Begins a thread as the process itself began: with the compiled files of last time, and without the compiler.
import { enableCompileCache, flushCompileCache } from 'node:module';

const [script, compiled] = process.argv.slice(2);
if (compiled) enableCompileCache(compiled);
await import(script);
flushCompileCache();
