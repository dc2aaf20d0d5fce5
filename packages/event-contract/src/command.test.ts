import { describe, expect, it } from 'vitest';
import { type Command, readCommand } from './command.ts';
import { signMessage } from './signature.ts';
import { asif, commandId, court, enrol, newSigner, productionOrder, releaseOrder } from './test-kit.ts';

const centre = enrol('centre-1', 'centre', 'headquarters');
const gate = enrol();
const expiresAt = '2026-03-01T12:00:00.000Z';
const expiryMs = Date.parse(expiresAt);
const grant = { purpose: 'grant-release-order', subject: asif, order: releaseOrder() } as const;
const command: Command = {
  commandId,
  recipient: 'gate-1',
  issuedAt: '2026-03-01T08:00:00.000Z',
  expiresAt,
  body: grant,
};
const say = (changes: object = {}, signer = centre.signer) =>
  signMessage('custody-command+json', { ...command, ...changes }, signer).text;
const read = (text: string, nowMs = expiryMs - 1) => readCommand(text, centre.enrolment, 'gate-1', nowMs);

describe('a command', () => {
  it.each<[Command['body']]>([
    [grant],
    [{ ...grant, calledBack: '0195533f-7c00-7000-8000-000000000001' }],
    [{ purpose: 'list-for-court', subject: asif, order: productionOrder() }],
    [{ purpose: 'state-court-directory', courts: [court, { court: 'عدالتِ سیشن', telephone: '+92 42 99211234' }] }],
  ])('of the centre is taken while it lasts', (body) => {
    expect(read(say({ body }))).toEqual({ ok: true, value: { ...command, body } });
  });

  it('carries a whole directory', () => {
    const courts = Array.from({ length: 100 }, (_, index) => ({
      ...court,
      court: `${'عدالت '.repeat(19)}${String(index).padStart(3, '0')}`,
    }));
    expect(read(say({ body: { purpose: 'state-court-directory', courts } })).ok).toBe(true);
  });

  it('is worth nothing from its expiry on', () => {
    for (const nowMs of [expiryMs, expiryMs + 1])
      expect(read(say(), nowMs)).toMatchObject({ ok: false, error: { code: 'command-expired' } });
  });

  it('for another station is refused', () => {
    expect(read(say({ recipient: 'gate-2' }))).toMatchObject({ ok: false, error: { code: 'recipient-mismatch' } });
  });

  it('of anybody but the centre is refused', () => {
    expect(read(say({}, gate.signer))).toMatchObject({ ok: false, error: { code: 'signer-unknown' } });
    const forged = { ...newSigner(), keyId: centre.signer.keyId };
    expect(read(say({}, forged))).toMatchObject({ ok: false, error: { code: 'signature-invalid' } });
  });

  it.each([
    ['an unknown purpose', { body: { purpose: 'open-the-gate' } }],
    ['a release without an order', { body: { purpose: 'grant-release-order', subject: asif } }],
    ['no expiry', { expiresAt: undefined }],
    ['an expiry that is no instant', { expiresAt: 'tomorrow' }],
    ['one court with two numbers', { body: { purpose: 'state-court-directory', courts: [court, court] } }],
    [
      'a court without a number to call',
      { body: { purpose: 'state-court-directory', courts: [{ ...court, telephone: 'as on the paper' }] } },
    ],
    ['a name for a subject', { body: { ...command.body, subject: 'Asif Ali' } }],
    ['an order with a control character', { body: { ...command.body, order: releaseOrder('RO\u00007') } }],
  ])('with %s is refused', (_, changes) => {
    expect(read(say(changes))).toMatchObject({ ok: false, error: { code: 'event-data-invalid' } });
  });

  it('signed as something else is no command', () => {
    const receipt = signMessage('custody-receipt+json', command, centre.signer).text;
    expect(read(receipt)).toMatchObject({ ok: false, error: { code: 'message-malformed' } });
  });
});
