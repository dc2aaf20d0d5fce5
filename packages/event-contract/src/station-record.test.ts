import { describe, expect, it } from 'vitest';
import { publicJwk, signMessage, thumbprint } from './signature.ts';
import { readStationRecord, signStationRecord } from './station-record.ts';
import { authority, authorityJwk, enrol, newSigner } from './test-kit.ts';

const { enrolment, signer, recordText } = enrol('gate-1');

describe('a station record', () => {
  it('tells which key speaks for the station', () => {
    expect(enrolment.record).toMatchObject({ stationId: 'gate-1', site: 'jail-a', role: 'gate' });
    expect(enrolment.keyId).toBe(thumbprint(publicJwk(signer.privateKey)));
    expect(enrolment.signingKey.export({ format: 'jwk' })).toMatchObject(enrolment.record.signing);
  });

  it('of a foreign authority is refused', () => {
    const foreign = newSigner();
    const record = enrol('gate-1', 'gate', 'jail-a', foreign).recordText;
    expect(readStationRecord(record, authorityJwk)).toMatchObject({ ok: false, error: { code: 'signer-unknown' } });
    const impersonating = signStationRecord(enrolment.record, { ...foreign, keyId: authority.keyId });
    expect(readStationRecord(impersonating.text, authorityJwk)).toMatchObject({
      ok: false,
      error: { code: 'signature-invalid' },
    });
  });

  it('that a station signs for itself is refused', () => {
    const own = signStationRecord({ ...enrolment.record, role: 'centre' }, signer);
    expect(readStationRecord(own.text, authorityJwk)).toMatchObject({ ok: false, error: { code: 'signer-unknown' } });
  });

  it('that was changed afterwards is refused', () => {
    const payload = Buffer.from(JSON.stringify({ ...enrolment.record, role: 'centre' })).toString('base64url');
    const changed = JSON.stringify({ ...JSON.parse(recordText), payload });
    expect(readStationRecord(changed, authorityJwk)).toMatchObject({ ok: false, error: { code: 'signature-invalid' } });
  });

  it.each([
    ['an unknown role', { role: 'admin' }],
    ['a name that could stand for many in a topic', { stationId: 'gate/+' }],
    ['no site', { site: '' }],
    ['a private key', { signing: { ...enrolment.record.signing, d: 'A'.repeat(43) } }],
    ['a key that cannot sign', { signing: enrolment.record.encryption }],
    ['a key that cannot encrypt', { encryption: enrolment.record.signing }],
    ['anything more', { note: 'x' }],
  ])('with %s is refused, signed or not', (_, changes) => {
    const { text } = signMessage('custody-record+json', { ...enrolment.record, ...changes }, authority);
    expect(readStationRecord(text, authorityJwk)).toMatchObject({ ok: false, error: { code: 'event-data-invalid' } });
  });
});
