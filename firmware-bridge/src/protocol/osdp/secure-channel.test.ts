import { describe, expect, it } from 'vitest';
import { PacketDecoder, type ReceivedPacket } from './codec.ts';
import {
  deviceCryptogram,
  initialMac,
  installationKey,
  panelCryptogram,
  Session,
  sessionKeys,
} from './secure-channel.ts';

const hex = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(/[ -]/g, ''), 'hex'));
const bytesFrom = (first: number, count: number) => Uint8Array.from({ length: count }, (_, index) => first + index);

function received(text: string): ReceivedPacket {
  const [packet] = new PacketDecoder().push(hex(text));
  if (!packet) throw new Error(`no packet: ${text}`);
  return packet;
}

describe('a handshake', () => {
  // SIA OSDP v2, annex E, as the tests of libosdp give it.
  it('draws the keys, cryptograms and first code of the published example', () => {
    const [panelNonce, deviceNonce] = [bytesFrom(0xb0, 8), bytesFrom(0xa0, 8)];
    const keys = sessionKeys(installationKey, panelNonce);
    expect(keys).toEqual({
      sealing: hex('BF 8D C2 A8 32 9A CB 8C 67 C6 D0 CD 9A 45 16 82'),
      mac1: hex('5E 86 C6 76 60 3B DE E2 D8 BE AF E1 78 63 73 32'),
      mac2: hex('6F DA 86 E8 57 77 7E 81 13 20 35 75 82 39 17 2E'),
    });
    const proof = panelCryptogram(keys, panelNonce, deviceNonce);
    expect(proof).toEqual(hex('26 D3 35 6E 07 76 2D 26 28 01 FC 8E 66 65 A8 91'));
    expect(deviceCryptogram(keys, panelNonce, deviceNonce)).toEqual(
      hex('FD E5 D2 F4 28 EC 16 31 24 71 EA 3C 02 BD 77 96'),
    );
    expect(initialMac(keys, proof)).toEqual(hex('B2 A3 00 57 EB 98 BA 22 29 EC 1F 87 56 62 B5 24'));
  });
});

describe('a command under keys of zeros', () => {
  // The expected packets of OSDP.Net’s CommandOutgoingMessageTest.
  const packets = [
    ['53 00 0E 00 0E 02 15 60 4B 32 76 77 73 B6', 0x60, ''],
    ['53 00 0E 00 0E 02 15 65 46 0E 3D 4E 2A 6A', 0x65, ''],
    ['53 00 1E 00 0E 02 17 61 D1 4E B7 AD 98 2C C5 F9 AA 25 31 8A 7E AE D6 26 9A E9 95 73 19 83', 0x61, '00'],
    [
      '53 00 1E 00 0E 02 17 68 F7 EF A0 D4 76 4A 4E 29 26 75 96 F2 16 D8 A9 E8 C5 88 76 08 B9 08',
      0x68,
      '00 03 64 00 01 06 78 00',
    ],
    [
      '53 00 2E 00 0E 02 17 75 F0 DD EC 9A 0E D8 CE 4C 80 BA F5 D5 5C 18 43 6F 91 89 FD 66 C9 F2 23 DC 04 14 86 D8 33 57 DF 98 6C 1D 4B C2 B2 F2',
      0x75,
      '01 10 00 01 02 03 04 05 06 07 00 01 02 03 04 05 06 07',
    ],
    [
      '53 00 2E 00 0E 02 17 7C 92 71 38 DD E0 09 A3 47 53 67 F8 2A 2C 94 29 70 0D 23 48 A8 77 B9 55 09 6D 8A 24 DD 71 88 AC 3C 9A 98 D6 C5 4A EE',
      0x7c,
      '03 E8 03 00 00 0A 00 00 00 05 00 01 02 03 04 05',
    ],
  ] as const;
  const zeros = () => {
    const none = new Uint8Array(16);
    return new Session({ sealing: none, mac1: none, mac2: none }, none);
  };

  it.each(packets)('is sealed as %s', (text, code, data) => {
    const sealed = zeros().seal({ address: 0, isReply: false, sequence: 2, check: 'crc' }, { code, data: hex(data) });
    expect(sealed).toEqual(hex(`FF ${text}`));
  });

  it.each(packets)('is opened from %s', (text, code, data) => {
    expect(zeros().open(received(text))).toEqual({ code, data: hex(data) });
  });
});

describe('a session between libosdp-conformance 1.38 and a reader, recorded on their line', () => {
  /** sc-monitor-current.osdpcap of Z-bit’s OSDP-Embedded: under the installation key the reader is given a key, and proves it. */
  const [installNonce, ownNonce] = [hex('CD CD 92 12 12 D3 EE 6A'), hex('63 6E 34 78 F7 08 5C 57')];
  const deviceNonce = hex('61 62 63 64 65 66 67 68');

  function sessionOf(key: Uint8Array, panelNonce: Uint8Array) {
    const keys = sessionKeys(key, panelNonce);
    const proof = panelCryptogram(keys, panelNonce, deviceNonce);
    const first = initialMac(keys, proof);
    return {
      proof,
      first,
      deviceProof: deviceCryptogram(keys, panelNonce, deviceNonce),
      session: new Session(keys, first),
    };
  }

  const handOver =
    '53 00 2e 00 0f 02 17 75 ea 64 e3 51 74 e3 09 d6 6a d2 80 73 54 cd de 65 9e b5 22 6f 32 56 63 90 91 5e d7 79 87 bf 51 7c 41 25 ec 77 64 96';
  const conversation = [
    '53 00 1e 00 0f 02 17 62 4c bd ac e6 60 da 28 f9 08 0d 31 67 04 be 7a e0 3a e5 5c 71 97 fc',
    '53 80 3e 00 0f 02 18 46 d9 8f 68 df 2d 3b 69 a8 d0 e0 d7 ec 43 d9 b3 2e 2a be d1 f5 77 34 c4 ba a3 17 0b 80 63 90 35 88 c4 b2 bf 14 a7 20 36 1c 56 a2 ff 97 a6 f6 c7 a4 38 56 37 7d aa 32',
    '53 00 1e 00 0d 02 17 69 02 45 f0 90 72 01 28 b1 d0 0b fe 54 c7 a9 ef 58 1e da e7 70 59 d2',
    '53 80 0e 00 0d 02 16 40 d6 6d 22 2c fb 95',
    '53 00 3e 00 0e 02 17 6b 0e 1a d8 d9 f7 f7 b7 3e 7b 59 0c f3 b5 fa 65 1d 6a e3 df 83 c7 14 86 d8 ae 48 8e 73 09 d8 a2 1b d1 74 4d 9f 87 8a 3f 85 8a cb 7c ab a8 1c 29 de 36 fc 2f 80 fc bd',
    '53 80 0e 00 0e 02 16 40 ca 21 17 1b 03 dd',
    '53 00 1e 00 0f 02 17 64 7c ba 29 1c 20 39 20 b5 4c 9e ed 44 62 36 3c e8 c5 c8 98 8f 1e ef',
    '53 80 1e 00 0f 02 18 48 db 34 e7 e8 1c 61 f1 2f f4 5f cb 76 02 f6 de 2f 1a 52 32 df 33 d4',
  ];

  it('proves both sides at its beginning', () => {
    const { proof, first, deviceProof } = sessionOf(installationKey, installNonce);
    expect(deviceProof).toEqual(hex('4b 7e 2f 98 ad 79 bd 96 81 19 a8 d1 d3 db da ee'));
    expect(proof).toEqual(hex('a2 30 f5 d3 3b 25 f4 34 34 92 9a b2 08 de 90 a7'));
    expect(first).toEqual(hex('d8 f5 43 e2 07 ac 5d 2e 30 be 9f ac 3a a0 4b ea'));
  });

  it('hands over a key under which all that follows is proven and read', () => {
    const handed = sessionOf(installationKey, installNonce).session.open(received(handOver));
    expect(handed?.code).toBe(0x75);
    expect(handed?.data.subarray(0, 2)).toEqual(Uint8Array.of(1, 16));
    const { deviceProof, proof, first, session } = sessionOf(handed?.data.subarray(2) ?? new Uint8Array(), ownNonce);
    expect(deviceProof).toEqual(hex('59 7b 84 67 ad 2b 55 72 96 e1 23 4e 37 9d c3 11'));
    expect(proof).toEqual(hex('db d8 cb 35 c8 11 88 cb dc f5 60 52 1e c8 44 69'));
    expect(first).toEqual(hex('b1 e1 99 8a 99 22 92 28 c5 b1 1a 3d 39 22 cc 8d'));
    const messages = conversation.map((text) => session.open(received(text)));
    expect(messages.map((message) => message?.code)).toEqual([0x62, 0x46, 0x69, 0x40, 0x6b, 0x40, 0x64, 0x48]);
    expect(messages[2]?.data).toHaveLength(14);
    expect(messages[7]?.data).toEqual(Uint8Array.of(0, 1));
  });

  it('is not gone on with when a packet is left out, repeated or changed', () => {
    const handed = sessionOf(installationKey, installNonce).session.open(received(handOver));
    const { session } = sessionOf(handed?.data.subarray(2) ?? new Uint8Array(), ownNonce);
    const [question = '', answer = ''] = conversation;
    expect(session.open(received(answer))).toBeUndefined();
    expect(session.open(received(question))?.code).toBe(0x62);
    expect(session.open(received(question))).toBeUndefined();
    const changed = received(answer);
    changed.data[0] = (changed.data[0] ?? 0) ^ 1;
    changed.covered[8] = (changed.covered[8] ?? 0) ^ 1;
    expect(session.open(changed)).toBeUndefined();
    expect(session.open(received(answer))?.code).toBe(0x46);
  });
});
