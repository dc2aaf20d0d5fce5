import { text } from 'node:stream/consumers';
import { isEventType } from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import type { Command } from 'commander';
import { commandError } from '../errors.ts';
import { reportFailure } from '../failure.ts';
import { readRequired } from '../provision/files.ts';
import { type EventEvidence, type Examination, examineEvent } from '../record/examine-event.ts';
import { enrolmentIn, readAuthority } from '../record/read-enrolment.ts';

interface VerifyEventFlags {
  readonly authority: string;
  readonly station: string;
  readonly code?: string;
  readonly event?: string;
  readonly json?: boolean;
}

const exitCodes = { holds: 0, refused: 1, notExamined: 2 } as const;
const standardInput = '-';

/** `custody-edge verify-event`: what anybody can check of a slip or an event, with no line and no part of the running product. */
export function register(program: Command): void {
  program
    .command('verify-event')
    .description('Verify, offline, the code of a slip, a signed event, or that both are of the same event')
    .requiredOption('--authority <file>', 'public key of the project’s authority (authority.jwk.json)')
    .requiredOption('--station <file>', 'signed record of the station (station.jws)')
    .option('--code <text>', 'code of a slip, as scanned or typed; - reads standard input')
    .option('--event <file>', 'one signed event as it was sent; - reads standard input')
    .option('--json', 'print the result as one line of JSON')
    .addHelpText(
      'after',
      '\nEnds with 0 when everything holds, 1 when something does not, 2 when nothing could be examined.',
    )
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? exitCodes.holds : exitCodes.notExamined))
    .action(verifyEvent);
}

async function verifyEvent(flags: VerifyEventFlags): Promise<void> {
  try {
    const evidence = await evidenceOf(flags);
    const examination = examineEvent(evidence, await enrolmentIn(flags.station, await readAuthority(flags.authority)));
    console.log(flags.json ? JSON.stringify(examination) : inWords(examination, evidence));
    process.exitCode = examination.holds ? exitCodes.holds : exitCodes.refused;
  } catch (error) {
    reportFailure(error);
    process.exitCode = exitCodes.notExamined;
  }
}

/** @throws `option-invalid`, `file-unusable` */
async function evidenceOf({ code, event }: VerifyEventFlags): Promise<EventEvidence> {
  const given = [code, event].filter((option) => option !== undefined);
  if (given.length === 0 || given.every((option) => option === standardInput && given.length > 1))
    throw commandError('option-invalid', {
      option: 'code, event',
      value: given.join(', '),
      allowed: 'one of the two or both, and only one from standard input',
    });
  return {
    ...(code !== undefined && { code: code === standardInput ? await text(process.stdin) : code }),
    ...(event !== undefined && {
      event: (event === standardInput ? await text(process.stdin) : await readRequired(event)).trim(),
    }),
  };
}

/** What kind of event it is, for whoever holds the paper; nothing more than the type where this version does not know it. */
function meaningOf(type: string): string {
  if (!isEventType(type)) return 'An event that this version does not know';
  const { en, ur } = say(`event.${type}`);
  return `${en} · ${ur}`;
}

function inWords({ holds, findings, statement }: Examination, { code, event }: EventEvidence): string {
  const said = statement && [
    '',
    'What the station said:',
    `  ${meaningOf(statement.type)}`,
    `  ${statement.type}, its event number ${statement.sequence}`,
    `  at ${statement.time} by its clock`,
    `  event ${statement.eventId}`,
    `  digest ${statement.digest}`,
  ];
  const unproved = [
    '',
    'What this does not show: that nothing was recorded afterwards, and that the clock was right.',
    ...(code !== undefined && event === undefined
      ? ['Whom the slip is about stands on its paper only: the code names nobody.']
      : []),
  ];
  return [
    ...findings.map((finding) => `${finding.holds ? 'holds   ' : 'REFUSED '} ${finding.says}`),
    ...(said ?? []),
    ...(holds ? unproved : ['', 'Do not rely on this.']),
  ].join('\n');
}
