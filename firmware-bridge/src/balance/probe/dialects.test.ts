import { loadCatalogue } from '@custody-edge/device-profiles';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeCommand, opcode } from '../../protocol/sartorius-xbpi/codec.ts';
import type { BalanceProfile } from './dialect.ts';
import { speakersAmong } from './dialects.ts';
import { knowing } from './verdict.ts';

const profiles = [...loadCatalogue().values()].filter(
  (profile): profile is BalanceProfile => profile.kind === 'balance',
);
const speakers = await speakersAmong(profiles);

/** Protocols that understand something of what came. */
const knownBy = (heard: string): string[] => [
  ...new Set(
    knowing(speakers, Buffer.from(heard, 'latin1')).flatMap((each) => each.profiles.map(({ protocol }) => protocol)),
  ),
];

/** What may be said to a balance of which nothing is known: everything here only asks. */
const harmless: readonly string[] = [
  ...['SI', 'I2', 'I3', 'I4', '?TN', '?SN', 'IP', 'PSN', 'PV', 'BN', 'NB', 'RV'].map((line) => `${line}\r\n`),
  'D07\r',
  ...['x1_', 'x2_', 'x3_'].map((command) => `\x1b${command}\r\n`),
  ...[opcode.netWeight, opcode.model, opcode.factoryNumber, opcode.softwareVersion].map((code) =>
    Buffer.from(encodeCommand(9, code)).toString('latin1'),
  ),
];

describe('the dialects by which an unknown balance is recognised', () => {
  it.each([
    ['S S     100.00 g\r\n', ['mt-sics']],
    ['S D    -100.00 g\r\n', ['mt-sics']],
    ['S +\r\n', ['mt-sics']],
    ['S I\r\n', ['mt-sics']],
    ['I4 A "B123456789"\r\n', ['mt-sics']],
    ['S D     1I4 A "B123456789"\r\n', ['mt-sics']],
    ['SI ?       18.5 kg \r\n', ['radwag']],
    ['ST,+00123.45  g\r\n', ['and']],
    ['OL,+9999999E+19\r\n', ['and']],
    ['    192.21 g ?\r\n', ['ohaus']],
    ['N     +   52.187 g  \r\n', ['sartorius-sbi']],
    ['S   21.6865g \r', ['shimadzu-balance']],
    ['T A\r\n', []],
    ['ES\r\n', []],
    ['EL\r\n', []],
    ['S S     100.00 g', []],
    ['TEMP 21.5 C\r\n', []],
    ['login: \r\n', []],
    ['1.2345\r\n', []],
  ])('%j is known by %j', (heard, protocols) => {
    expect(knownBy(heard)).toEqual(protocols);
  });

  it('are asked for with nothing that changes a balance', () => {
    for (const { probe } of speakers)
      for (const { bytes } of [...probe.questions, ...probe.identity])
        expect(harmless).toContain(Buffer.from(bytes).toString('latin1'));
  });

  it('are not found in noise, and their readers never fail at it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (heard) => {
        expect(knowing(speakers, heard)).toEqual([]);
        for (const { probe } of speakers) for (const { read } of probe.identity) read(heard);
      }),
      { seed: 43, numRuns: 300 },
    );
  });

  it('are all told apart: no two share a way of being recognised unless the wire cannot tell them apart', () => {
    expect(speakers.flatMap((each) => each.profiles.map(({ id }) => id)).toSorted()).toEqual(
      profiles.map(({ id }) => id).toSorted(),
    );
  });
});
