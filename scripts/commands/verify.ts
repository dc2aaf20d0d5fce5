import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import { commandError } from '../errors.ts';
import { readAuthority, readEnrolment } from '../record/read-enrolment.ts';
import { verifyChain } from '../record/verify-chain.ts';

interface VerifyFlags {
  readonly authority: string;
  readonly station: string;
  readonly events: string;
  readonly json?: boolean;
}

/** The lines of a file that hold something. @throws `file-unusable` */
async function* linesOf(path: string): AsyncGenerator<string> {
  const input = path === '-' ? process.stdin : createReadStream(path);
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (line.trim() !== '') yield line;
    }
  } catch (cause) {
    throw commandError('file-unusable', { path, reason: String(cause) }, cause);
  }
}

async function verifyCommand(flags: VerifyFlags): Promise<void> {
  const enrolment = await readEnrolment(flags.station, await readAuthority(flags.authority));
  const { record } = enrolment;
  const { head, types, unreadable, duplicates, failure } = await verifyChain(linesOf(flags.events), enrolment);
  if (flags.json) {
    const { stationId, site, chainId } = record;
    const counts = Object.fromEntries(types);
    const { sequence, hash } = head;
    console.log(
      JSON.stringify({
        holds: !failure,
        stationId,
        site,
        chainId,
        sequence,
        hash,
        duplicates,
        unreadable,
        types: counts,
        failure,
      }),
    );
  } else {
    console.log(
      `Record of ${record.role} ${record.site}/${record.stationId}, chain ${record.chainId}, enrolled ${record.issuedAt}`,
    );
    console.log(`Events that hold: ${head.sequence}; repetitions: ${duplicates}; of an unknown form: ${unreadable}`);
    for (const [type, count] of [...types].sort()) console.log(`  ${String(count).padStart(7)}  ${type}`);
    console.log(`Head: ${head.hash}`);
  }
  if (failure)
    throw commandError('record-refused', { line: failure.position, code: failure.code, reason: failure.reason });
  if (!flags.json) console.log('Every signature and every link holds.');
}

/** `custody-edge verify`: checks an export of signed events without any part of the running product. */
export function register(program: Command): void {
  program
    .command('verify')
    .description('Verify an export of one station’s signed events: signatures, sequence and links')
    .requiredOption('--authority <file>', 'public key of the project’s authority (authority.jwk.json)')
    .requiredOption('--station <file>', 'signed record of the station (station.jws)')
    .option('--events <file>', 'one signed event a line, oldest first; - reads standard input', '-')
    .option('--json', 'print the result as one line of JSON')
    .action(verifyCommand);
}
