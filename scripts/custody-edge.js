#!/usr/bin/env node
// Starts the command line on the Node that the lockfile pins, whatever Node the shell has.
import { spawn } from 'node:child_process';
import module, { createRequire } from 'node:module';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

const wantedMajor = 24;
const major = Number(process.versions.node.split('.')[0]);

const other = major === wantedMajor ? undefined : pinnedNode();
if (other === undefined) await runHere();
else runOn(other);

async function runHere() {
  // Half of a start is the compiling of the same files as last time, from the first of them on.
  // Beside the packages, where nobody writes who may not write code too.
  module.enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url)));
  const { entry } = await import('./program/entry.ts');
  await import(entry('cli'));
}

/** Path of the pinned binary; undefined where none is pinned and the running one is new enough. */
function pinnedNode() {
  const name = `node-${process.platform}-${process.arch}`;
  try {
    return createRequire(import.meta.url).resolve(`${name}/bin/node`);
  } catch {
    if (major > wantedMajor) return undefined;
    console.error(
      `node-too-old: Custody Edge needs Node ${wantedMajor}, this is ${process.version}.\n` +
        `Next step: run "npm install" again with optional dependencies (it brings ${name} where that exists), ` +
        `or install Node ${wantedMajor} and start again.`,
    );
    process.exit(1);
  }
}

function runOn(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // A terminal sends Ctrl-C to both processes; a second one would cut the orderly stop short.
      const alreadyTold = signal === 'SIGINT' && process.stdin.isTTY;
      if (!alreadyTold) child.kill(signal);
    });
  }
  child.on('error', (error) => {
    console.error(`node-not-started: ${node} could not be started (${error.message}).\nNext step: run "npm install".`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    process.exitCode = signal ? 128 + constants.signals[signal] : (code ?? 1);
  });
}
