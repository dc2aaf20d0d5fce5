import './compiled.ts';
import { argv } from 'node:process';
import { entry } from '../../program/entry.ts';

const { runStation }: typeof import('../../commands/agent.ts') = await import(entry('agent'));

// As `custody-edge agent --config <file>`, but a guess of a PIN costs next to nothing: only tests guess here.
await runStation(argv.at(-1) ?? '', { N: 16, r: 1, p: 1 });
