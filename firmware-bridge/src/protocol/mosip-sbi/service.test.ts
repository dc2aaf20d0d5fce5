import { rmSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { selfSigned } from '../../emulator/certificates.ts';
import { openJpegs, openJpegsPixels } from '../../picture/test-support/open-jpegs.ts';
import { emulate, impatientCatalogue, station, until } from '../../test-kit.ts';
import type { SbiForgery } from './emulator.ts';
import { writeFingerImage } from './finger-image-record.ts';
import { servicePorts } from './service.ts';

const finger = { width: 24, height: 20, pixels: openJpegsPixels };
const compressionAt = 47;

async function plugIn(port = 0) {
  const { engine, config } = await emulate('mosip-sbi', 1, { kind: 'tcp', port });
  if (config.address.kind !== 'signed-service') throw new Error('another address');
  return { engine, config, address: config.address };
}

async function fate(forgery: SbiForgery): Promise<string | undefined> {
  const { engine, config } = await plugIn();
  engine.forgery = forgery;
  const { bridge, ofKind, statuses } = station([config], { catalogue: impatientCatalogue() });
  bridge.fingerprint(config.id).enable();
  engine.place(finger);
  await until(() => ofKind('fingerprint-image').length > 0 || statuses.some(({ state }) => state === 'faulted'));
  return ofKind('fingerprint-image').length > 0 ? 'picture' : statuses.find(({ error }) => error)?.error?.code;
}

/** A record of one finger as another program packs it. */
function packed(compression: number, picture: Uint8Array): Uint8Array {
  const record = writeFingerImage(24, 20, 500, picture);
  record[compressionAt] = compression;
  return record;
}

describe('a service that signs', () => {
  it('is found among the ports where it may be', async () => {
    const { engine, config, address } = await plugIn(servicePorts.last);
    const { port: _, ...anywhere } = address;
    const { bridge, ofKind, ready, statusOf } = station([{ ...config, address: anywhere }], {
      catalogue: impatientCatalogue(),
    });
    await ready(config.id);
    expect(statusOf(config.id)?.identity).toEqual({ model: 'Emulated SBI', serialNumber: '12345', firmware: '1.0' });
    bridge.fingerprint(config.id).enable();
    engine.place(finger);
    await until(() => ofKind('fingerprint-image').length === 1);
  });

  it('is absent where nobody listens', async () => {
    const { config, address } = await plugIn();
    const { port: _, ...anywhere } = address;
    const { statuses } = station([{ ...config, address: anywhere }], { catalogue: impatientCatalogue() });
    await until(() => statuses.some(({ error }) => error?.code === 'device-absent'));
  });

  it('is believed again and again: each capture names the hash of the one before', async () => {
    const { engine, config } = await plugIn();
    const asked: string[] = [];
    const answer = engine.answer.bind(engine);
    engine.answer = (request) => {
      const previousHash = /"previousHash":"(\w+)"/.exec(request.body)?.[1];
      if (previousHash !== undefined) asked.push(previousHash);
      return answer(request);
    };
    const { bridge, ready } = station([config], { catalogue: impatientCatalogue() });
    await ready(config.id);
    bridge.fingerprint(config.id).enable();
    engine.place(finger);
    await until(() => asked.length > 2);
    expect(asked[0]).toBe('E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855');
    expect(new Set(asked).size).toBe(asked.length);
  });

  it.each<[string, string, SbiForgery]>([
    ['nothing', 'picture', {}],
    ['another hash', 'service-not-trusted', { hash: (hash) => hash.replace(/^./, (one) => (one === '0' ? '1' : '0')) }],
    ['no hash', 'service-not-trusted', { hash: () => '' }],
    ['the transaction', 'service-not-trusted', { finger: (it) => ({ ...it, transactionId: '1' }) }],
    ['an identity without signature', 'service-not-trusted', { finger: (it) => ({ ...it, digitalId: 'e30' }) }],
    ['a face', 'device-garbled', { finger: (it) => ({ ...it, bioType: 'Face' }) }],
    ['a broken signature', 'service-not-trusted', { jws: (jws) => jws.replace(/....$/, 'AAAA') }],
    ['JPEG 2000', 'picture', { record: () => packed(5, openJpegs) }],
    ['damaged JPEG 2000', 'device-garbled', { record: () => packed(5, openJpegs.subarray(0, 90)) }],
    ['WSQ', 'picture-format-unsupported', { record: () => packed(2, new Uint8Array(9)) }],
    ['no record', 'device-garbled', { record: () => new Uint8Array(9) }],
  ])('that falsifies or sends %s ends in %s', async (_name, outcome, forgery) => {
    expect(await fate(forgery)).toBe(outcome);
  });

  it('gives the very pixels of a picture that is packed without loss', async () => {
    const { engine, config } = await plugIn();
    engine.forgery = { record: () => packed(5, openJpegs) };
    const { bridge, ofKind } = station([config], { catalogue: impatientCatalogue() });
    bridge.fingerprint(config.id).enable();
    engine.place(finger);
    await until(() => ofKind('fingerprint-image').length === 1);
    expect(ofKind('fingerprint-image')[0]?.pixels).toEqual(openJpegsPixels);
  });

  it('is not believed by another authority, and is told apart from a file that is missing', async () => {
    const { config, address } = await plugIn();
    const stranger = await selfSigned('Emulated authority', Date.now());
    writeFileSync(address.trustAnchorsFile, stranger.certificatePem);
    const { statuses, bridge } = station([config], { catalogue: impatientCatalogue() });
    await until(() => statuses.some(({ error }) => error?.code === 'service-not-trusted'));
    await bridge.stop();
    rmSync(address.trustAnchorsFile);
    const again = station([config], { catalogue: impatientCatalogue() });
    await until(() => again.statuses.some(({ error }) => error?.code === 'device-config-invalid'));
  });
});
