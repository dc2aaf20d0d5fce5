import './compiled.ts';
import { argv } from 'node:process';
import { runStation } from '../../commands/agent.ts';
import { reportFailure } from '../../failure.ts';

// As `custody-edge agent --config <file>`, but a guess of a PIN costs next to nothing: only tests guess here.
try {
  await runStation(argv.at(-1) ?? '', { N: 16, r: 1, p: 1 });
} catch (error) {
  reportFailure(error);
}
