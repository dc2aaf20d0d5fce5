import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const eachFile = 'packages/foundation/src/test-support/each-file.ts';
const compiled = 'scripts/system/test-support/compiled.ts';
const workspaces = ['packages/*', 'device-profiles', 'firmware-bridge', 'edge-agent', 'central-broker', 'scripts'];

export default defineConfig({
  test: {
    globalSetup: 'packages/foundation/src/test-support/each-run.ts',
    // One file more than there are cores: whole systems wait for glass, doors and brokers a fifth of their time.
    maxWorkers: availableParallelism() + 1,
    projects: [
      {
        // As the pages are built: a hook of theirs is tested without a browser.
        oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
        test: {
          name: 'unit',
          // Files share what they import, which costs more than many of them; ids begin anew in each.
          isolate: false,
          setupFiles: [compiled, eachFile, 'packages/event-contract/src/test-support/same-ids.ts'],
          include: workspaces.map((workspace) => `${workspace}/**/*.test.ts`),
          exclude: ['**/node_modules/**', '**/*.{system,kernel,browser}.test.ts'],
          // Only what hangs takes so long: a whole gate in one test takes ten seconds, and more beside others.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'system',
          isolate: false,
          setupFiles: eachFile,
          include: ['scripts/**/*.system.test.ts'],
          testTimeout: 420_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          // Beside `npm test`, as `npm run test:kernel`: it starts whole machines.
          name: 'kernel',
          setupFiles: eachFile,
          include: ['scripts/**/*.kernel.test.ts'],
          testTimeout: 900_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'browser',
          isolate: false,
          setupFiles: eachFile,
          include: ['scripts/**/*.browser.test.ts'],
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});
