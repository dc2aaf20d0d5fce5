import { runCommandLine } from './command-line.ts';
import { reportFailure } from './failure.ts';
import { endWithReader } from './reader-gone.ts';

endWithReader(process.stdout, () => process.exit(0));
try {
  await runCommandLine(process.argv.slice(2));
} catch (error) {
  reportFailure(error);
}
