import { runCommandLine } from './command-line.ts';
import { reportFailure } from './failure.ts';

try {
  await runCommandLine(process.argv.slice(2));
} catch (error) {
  reportFailure(error);
}
