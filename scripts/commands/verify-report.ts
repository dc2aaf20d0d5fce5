import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { mostReportBytes, sha256Of } from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { readReportFile } from '@custody-edge/ui-kit/report';
import type { Command } from 'commander';
import { commandError } from '../errors.ts';
import { reportFailure } from '../failure.ts';
import { readRequired } from '../provision/files.ts';
import { codeInPicture } from '../record/code-in-picture.ts';
import {
  examineReport,
  type ReportEvidence,
  type ReportExamination,
  type SignedReport,
} from '../record/examine-report.ts';
import { enrolmentIn, readAuthority } from '../record/read-enrolment.ts';

interface VerifyReportFlags {
  readonly authority: string;
  readonly station: readonly string[];
  readonly event?: readonly string[];
  readonly code?: string;
  readonly json?: boolean;
}

const exitCodes = { holds: 0, refused: 1, notExamined: 2 } as const;

/** `custody-edge verify-report`: what anybody can check of a laboratory's report, with no line and no part of the running product. */
export function register(program: Command): void {
  program
    .command('verify-report <file>')
    .description(
      'Verify, offline, that a report is the one that a laboratory signed, and that no later one stands in its place',
    )
    .requiredOption('--authority <file>', 'public key of the project’s authority (authority.jwk.json)')
    .requiredOption('--station <files...>', 'signed records of the benches that issued it and later ones (station.jws)')
    .option(
      '--event <files...>',
      'signed events, one a line: the one that issued it, and of later reports; without it, what lies beside the file as NAME.jws',
    )
    .option('--code <text>', 'code of a page, as scanned or typed: it has to be of the same report')
    .option('--json', 'print the result as one line of JSON')
    .addHelpText(
      'after',
      '\nEnds with 0 when the report is genuine and in force, 1 when it is not or not proved, 2 when nothing could be examined.',
    )
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? exitCodes.holds : exitCodes.notExamined))
    .action(verifyReport);
}

async function verifyReport(path: string, flags: VerifyReportFlags): Promise<void> {
  try {
    const authority = await readAuthority(flags.authority);
    const stations = await Promise.all(flags.station.map((file) => enrolmentIn(file, authority)));
    const examination = examineReport(await evidenceOf(path, flags), stations);
    console.log(flags.json ? JSON.stringify(examination) : inWords(examination));
    process.exitCode = examination.holds ? exitCodes.holds : exitCodes.refused;
  } catch (error) {
    reportFailure(error);
    process.exitCode = exitCodes.notExamined;
  }
}

/** @throws `file-unusable` */
async function evidenceOf(path: string, { event, code }: VerifyReportFlags): Promise<ReportEvidence> {
  const bytes = await bytesOf(path);
  const file = readReportFile(bytes);
  const beside = path.replace(/\.[^./]*$/, '.jws');
  const eventFiles = event ?? (beside !== path && existsSync(beside) ? [beside] : []);
  const texts = await Promise.all(eventFiles.map(readRequired));
  const seen = code ?? (file.kind === 'picture' ? await codeInPicture(bytes) : undefined);
  return {
    hash: sha256Of(bytes),
    file,
    ...(seen !== undefined && { code: seen }),
    events: texts.flatMap((text) => text.split('\n').map((line) => line.trim())).filter((line) => line !== ''),
  };
}

/** @throws `file-unusable` */
async function bytesOf(path: string): Promise<Buffer> {
  try {
    const { size } = await stat(path);
    if (size > mostReportBytes) throw new Error(`it has more than ${mostReportBytes} bytes`);
    return await readFile(path);
  } catch (cause) {
    throw commandError('file-unusable', { path, reason: String(cause) }, cause);
  }
}

const both = ({ en, ur }: BilingualText): string => `${en}\n${ur}`;
const beside = ({ en, ur }: BilingualText): string => `${en} · ${ur}`;

const named = ({ number, case: of, time, source, id }: SignedReport): string[] => [
  `  number ${number}${of === undefined ? '' : `, ${of}`}`,
  `  by ${source.slice(1)}, at ${time} by its clock`,
  `  report ${id}`,
];

function inWords({ says, findings, report, supersededBy, holds }: ReportExamination): string {
  return [
    both(says),
    '',
    ...findings.map(
      ({ holds: isTrue, says: of, refusal }) =>
        `${isTrue ? 'holds   ' : 'REFUSED '} ${beside(of)}${refusal === undefined ? '' : ` (${refusal})`}`,
    ),
    ...(report ? ['', beside(say('report-check.stated')), ...named(report)] : []),
    ...(supersededBy ? ['', beside(say('report-check.instead')), ...named(supersededBy)] : []),
    '',
    both(say(holds ? 'report-check.not-shown' : 'report-check.do-not-rely')),
  ].join('\n');
}
