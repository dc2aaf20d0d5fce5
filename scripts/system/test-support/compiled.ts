import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// Threads that a test starts begin with what was compiled before, as those of a station do.
enableCompileCache(fileURLToPath(new URL('../../../node_modules/.cache/compiled', import.meta.url)));
