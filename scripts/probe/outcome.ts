import type { ProbeOutcome, Tried } from '@custody-edge/firmware-bridge';

/** What came of looking for a balance: what is wrong in both languages, or which it is. */
export function outcomeInWords(outcome: ProbeOutcome): string {
  if (outcome.kind === 'not-found') {
    const { code, entry } = outcome.diagnosis;
    return [`${code}: ${entry.officer.en}`, entry.officer.ur, `Next step: ${entry.staff}`, ...lateWords(outcome)].join(
      '\n',
    );
  }
  const { profileIds, line, identity, streams } = outcome;
  const { model, serialNumber, firmware } = identity;
  const settings = line && `line ${JSON.stringify(line)}`;
  return [
    `found: ${profileIds.join(' or ')}`,
    ...(settings ? [settings] : []),
    ...[model, serialNumber && `serial number ${serialNumber}`, firmware && `firmware ${firmware}`].filter(Boolean),
    ...(streams ? ['It sends by itself, and was not asked who it is.'] : []),
    ...(profileIds.length > 1 ? ['They speak alike: take the one of the maker on its plate.'] : []),
  ].join('\n  ');
}

const lateWords = ({ untried }: ProbeOutcome): string[] =>
  untried.length === 0 ? [] : [`Not tried for want of time: ${untried.length} settings.`];

/** The same for programs, with every setting that was tried and what came back. */
export function outcomeAsData(outcome: ProbeOutcome): object {
  const { tried, untried, ...rest } = outcome;
  const lists = { tried: tried.map(triedAsData), untried: untried.map(({ line }) => line ?? null) };
  if (rest.kind === 'found') return { ...rest, ...lists };
  const { code, entry } = rest.diagnosis;
  return { kind: rest.kind, diagnosis: { code, ...entry.officer, staff: entry.staff }, ...lists };
}

const triedAsData = ({ line, exchanges, refused }: Tried): object => ({
  line: line ?? null,
  ...(refused !== undefined && { refused }),
  exchanges: exchanges.map(({ asked, heard }) => ({ asked: asked ? evidence(asked) : null, heard: evidence(heard) })),
});

/** Most bytes of one answer that are told. */
const mostBytes = 256;

/** Bytes in hexadecimal, and as text with a point for what is none. */
function evidence(bytes: Uint8Array): { hex: string; text: string; byteCount: number } {
  const kept = Buffer.from(bytes.subarray(0, mostBytes));
  return {
    hex: kept.toString('hex'),
    text: kept.toString('latin1').replace(/[^\x20-\x7e]/g, '·'),
    byteCount: bytes.length,
  };
}
