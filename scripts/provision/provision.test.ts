import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { connect, createServer } from 'node:tls';
import { loadConfig } from '@custody-edge/central-broker';
import { loadStationConfig } from '@custody-edge/edge-agent';
import { publicJwk, readStationRecord, tlsKeyHash } from '@custody-edge/event-contract';
import { newFolder } from '@custody-edge/foundation/test-support';
import { beforeEach, describe, expect, it } from 'vitest';
import { provisionAuditor } from './auditor.ts';
import { provisionCentre } from './centre.ts';
import { parsePeerListen, parsePeerOption } from './peer-option.ts';
import { createProject, openProject, type Project } from './project.ts';
import { revokeStation } from './revoke.ts';
import { provisionStation, type StationOptions } from './station.ts';

let dir: string;
let project: Project;

const centreDir = () => join(dir, 'centre');
const centreOptions = () => ({
  dir: centreDir(),
  centreId: 'centre-1',
  site: 'headquarters',
  http: { port: 0 },
  broker: { kind: 'embedded' as const, host: '127.0.0.1', port: 0 },
});
const stationOptions = (): StationOptions => ({
  dir: join(dir, 'gate-1'),
  stationId: 'gate-1',
  site: 'jail-a',
  role: 'gate',
  centreUrl: 'mqtts://127.0.0.1:8883',
  http: { port: 0 },
  devices: [{ id: 'scanner', profile: 'r307', address: { kind: 'serial', path: '/dev/ttyUSB0' } }],
});
const text = (...path: string[]) => readFile(join(dir, ...path), 'utf8');
const authority = async () => JSON.parse(await text('project', 'authority', 'authority.jwk.json'));

beforeEach(async () => {
  dir = newFolder();
  project = await createProject(join(dir, 'project'));
});

describe('a project', () => {
  it('is opened again as it was made', async () => {
    const opened = await openProject(join(dir, 'project'));
    expect(opened.authorityJwk).toEqual(project.authorityJwk);
    expect(opened.issuer.certificatePem).toBe(project.issuer.certificatePem);
  });

  it('is never made over another one', async () => {
    await expect(createProject(join(dir, 'project'))).rejects.toMatchObject({ code: 'project-exists' });
  });

  it('that is not there is named', async () => {
    await expect(openProject(join(dir, 'nowhere'))).rejects.toMatchObject({ code: 'project-missing' });
  });
});

describe('a provisioned station', () => {
  beforeEach(() => provisionCentre(project, centreOptions()));

  it('has a certificate of the project with its name, kind and site', async () => {
    await provisionStation(project, centreDir(), stationOptions());
    const certificate = new X509Certificate(await text('gate-1', 'keys', 'tls.pem'));
    expect(certificate.subject.split('\n')).toEqual(['CN=gate-1', 'OU=station', 'O=jail-a']);
    const ca = new X509Certificate(project.issuer.certificatePem);
    expect(certificate.verify(ca.publicKey)).toBe(true);
    expect(certificate.checkIssued(ca)).toBe(true);
  });

  it('has a signed record that binds its three keys, and the centre holds the same', async () => {
    await provisionStation(project, centreDir(), stationOptions());
    const record = await text('gate-1', 'trust', 'station.jws');
    expect(await text('centre', 'stations', 'gate-1.jws')).toBe(record);
    const read = readStationRecord(record, await authority());
    const key = async (name: string) => createPrivateKey(await text('gate-1', 'keys', name));
    expect(read).toMatchObject({
      ok: true,
      value: {
        record: {
          stationId: 'gate-1',
          site: 'jail-a',
          role: 'gate',
          signing: publicJwk(await key('signing.key')),
          encryption: publicJwk(await key('encryption.key')),
          tlsKeyHash: tlsKeyHash(await key('tls.key')),
        },
      },
    });
  });

  it('keeps its secrets to the owner and out of its configuration', async () => {
    await provisionStation(project, centreDir(), stationOptions());
    const config = await text('gate-1', 'station.json');
    for (const name of ['tls.key', 'signing.key', 'encryption.key', 'site.key']) {
      expect((await stat(join(dir, 'gate-1', 'keys', name))).mode & 0o777, name).toBe(0o600);
    }
    expect(await readFile(join(dir, 'gate-1', 'keys', 'site.key'))).toHaveLength(32);
    expect(config).not.toContain('PRIVATE');
    expect(JSON.parse(config)).toMatchObject({ stationId: 'gate-1', keys: { siteKey: 'keys/site.key' } });
  });

  it('leaves no half-written file behind', async () => {
    await provisionStation(project, centreDir(), stationOptions());
    const names = await readdir(dir, { recursive: true });
    expect(names.filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('has a one-time code for its first officer, of which its folder holds a hash that only its owner reads', async () => {
    const { firstOfficerCode = '' } = await provisionStation(project, centreDir(), stationOptions());
    expect(firstOfficerCode).toMatch(/^([0-9A-Z]{5}-){3}[0-9A-Z]{5}$/);
    const path = join(dir, 'gate-1', 'keys', 'first-officer.json');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readFile(path, 'utf8')).not.toContain(firstOfficerCode.slice(0, 5));
  });

  it('gets another one-time code when the first is lost, and nothing else', async () => {
    const first = await provisionStation(project, centreDir(), stationOptions());
    const held = async () => [await text('gate-1', 'keys', 'signing.key'), await text('gate-1', 'keys', 'tls.pem')];
    const [before, hash] = [await held(), await text('gate-1', 'keys', 'first-officer.json')];
    const again = await provisionStation(project, centreDir(), { ...stationOptions(), officerCode: true });
    expect(again.firstOfficerCode).not.toBe(first.firstOfficerCode);
    expect(await text('gate-1', 'keys', 'first-officer.json')).not.toBe(hash);
    expect(await held()).toEqual(before);
    const elsewhere = { ...stationOptions(), stationId: 'gate-2', officerCode: true };
    await expect(provisionStation(project, centreDir(), elsewhere)).rejects.toMatchObject({
      code: 'enrolment-missing',
    });
  });

  it('knows where the other stations of its site are, and can be reached by them under its certificate', async () => {
    const peers = [parsePeerOption('gate-2=10.0.0.2:8443')];
    const peerListen = parsePeerListen('[::]:8443');
    await provisionStation(project, centreDir(), { ...stationOptions(), peers, peerListen });
    expect(loadStationConfig(join(dir, 'gate-1', 'station.json'), {})).toMatchObject({
      peers: [{ stationId: 'gate-2', url: 'https://10.0.0.2:8443' }],
      peerListen: { host: '::', port: 8443 },
    });
    const certificate = new X509Certificate(await text('gate-1', 'keys', 'tls.pem'));
    // Serves as well, under a name that nothing is ever reached by.
    expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2']);
    expect(certificate.subjectAltName).toBe('DNS:gate-1.jail-a.invalid');
    for (const wrong of ['gate-2', 'gate-2=10.0.0.2', '=10.0.0.2:1', 'gate-2=a b:1'])
      expect(() => parsePeerOption(wrong)).toThrow(expect.objectContaining({ code: 'option-invalid' }));
    expect(() => parsePeerListen('8443')).toThrow(expect.objectContaining({ code: 'option-invalid' }));
  });

  it('is trusted no more once it is revoked, and its record is kept', async () => {
    await provisionStation(project, centreDir(), stationOptions());
    const record = await text('centre', 'stations', 'gate-1.jws');
    const kept = await revokeStation(centreDir(), 'gate-1');
    expect(await readFile(kept, 'utf8')).toBe(record);
    expect(await readdir(join(centreDir(), 'stations'))).toEqual(['revoked']);
    await expect(revokeStation(centreDir(), 'gate-1')).rejects.toMatchObject({ code: 'enrolment-missing' });
  });

  it('is not enrolled twice by accident', async () => {
    await provisionStation(project, centreDir(), stationOptions());
    const before = await text('gate-1', 'keys', 'signing.key');
    await expect(provisionStation(project, centreDir(), stationOptions())).rejects.toMatchObject({
      code: 'enrolment-exists',
    });
    expect(await text('gate-1', 'keys', 'signing.key')).toBe(before);
  });

  it('gets a new certificate for the same keys and the same record when renewed', async () => {
    await provisionStation(project, centreDir(), stationOptions());
    const held = async () => [await text('gate-1', 'keys', 'tls.key'), await text('gate-1', 'trust', 'station.jws')];
    const [before, certificateBefore] = [await held(), await text('gate-1', 'keys', 'tls.pem')];
    await provisionStation(project, centreDir(), { ...stationOptions(), renew: true });
    expect(await held()).toEqual(before);
    expect(await text('gate-1', 'keys', 'tls.pem')).not.toBe(certificateBefore);
  });

  it('is not renewed under another name', async () => {
    await provisionStation(project, centreDir(), stationOptions());
    await expect(
      provisionStation(project, centreDir(), { ...stationOptions(), stationId: 'gate-2', renew: true }),
    ).rejects.toMatchObject({ code: 'enrolment-missing' });
  });

  it('replaces a dead machine under its old name only when told to, and the old record is kept', async () => {
    await provisionStation(project, centreDir(), stationOptions());
    const old = await text('gate-1', 'trust', 'station.jws');
    const newMachine = { ...stationOptions(), dir: join(dir, 'gate-1-new') };
    await expect(provisionStation(project, centreDir(), newMachine)).rejects.toMatchObject({
      code: 'enrolment-exists',
    });
    await provisionStation(project, centreDir(), { ...newMachine, replaceRecord: true });
    expect(await text('centre', 'stations', 'gate-1.jws')).toBe(await text('gate-1-new', 'trust', 'station.jws'));
    const [kept] = await readdir(join(dir, 'centre', 'stations', 'replaced'));
    expect(await text('centre', 'stations', 'replaced', kept ?? '')).toBe(old);
  });

  it('is refused with a name that cannot stand in a topic', async () => {
    await expect(
      provisionStation(project, centreDir(), { ...stationOptions(), stationId: 'Gate/1' }),
    ).rejects.toMatchObject({ code: 'option-invalid' });
  });

  it('is refused without a centre of the same project', async () => {
    const other = await createProject(join(dir, 'other'));
    await expect(provisionStation(other, centreDir(), stationOptions())).rejects.toMatchObject({
      code: 'centre-missing',
    });
  });

  it('says which file it cannot write', async () => {
    await provisionAuditor(project, { dir: join(dir, 'blocked', 'auditor'), name: 'audit-1' });
    const blocked = { ...stationOptions(), dir: join(dir, 'blocked', 'auditor', 'auditor.pem') };
    await expect(provisionStation(project, centreDir(), blocked)).rejects.toMatchObject({ code: 'file-unusable' });
  });

  it('can be given an expired certificate, for those who test what happens then', async () => {
    const validity = { notBefore: new Date('2020-01-01'), notAfter: new Date('2020-02-01') };
    await provisionStation(project, centreDir(), { ...stationOptions(), validity });
    const certificate = new X509Certificate(await text('gate-1', 'keys', 'tls.pem'));
    expect(certificate.validToDate).toEqual(validity.notAfter);
  });
});

describe('a provisioned centre', () => {
  it('and its stations have configurations that are accepted when they start', async () => {
    const centre = await provisionCentre(project, centreOptions());
    const station = await provisionStation(project, centreDir(), stationOptions());
    expect(loadConfig(centre.configFile, {})).toMatchObject({
      centreId: 'centre-1',
      record: join(dir, 'centre', 'trust', 'centre.jws'),
      keys: { signingKey: join(dir, 'centre', 'keys', 'signing.key') },
    });
    expect(loadStationConfig(station.configFile, {})).toMatchObject({
      stationId: 'gate-1',
      trust: { stationRecord: join(dir, 'gate-1', 'trust', 'station.jws') },
    });
  });

  it('is not enrolled twice by accident, and keeps its keys when renewed', async () => {
    await provisionCentre(project, centreOptions());
    await expect(provisionCentre(project, centreOptions())).rejects.toMatchObject({ code: 'enrolment-exists' });
    const before = await text('centre', 'keys', 'tls.key');
    await provisionCentre(project, { ...centreOptions(), renew: true, hosts: ['centre.example'] });
    expect(await text('centre', 'keys', 'tls.key')).toBe(before);
    const certificate = new X509Certificate(await text('centre', 'keys', 'tls.pem'));
    expect(certificate.subjectAltName).toBe('DNS:localhost, IP Address:127.0.0.1, DNS:centre.example');
  });

  it('and a station shake hands over TLS 1.3 with certificates on both sides', async () => {
    await provisionCentre(project, centreOptions());
    await provisionStation(project, centreDir(), stationOptions());
    const tlsOf = async (name: string) => ({
      key: await text(name, 'keys', 'tls.key'),
      cert: await text(name, 'keys', 'tls.pem'),
      ca: await text(name, 'trust', 'ca.pem'),
    });
    const server = createServer({
      ...(await tlsOf('centre')),
      requestCert: true,
      rejectUnauthorized: true,
      minVersion: 'TLSv1.3',
    });
    const seen = new Promise<string>((resolve, reject) => {
      server.once('secureConnection', (socket) => {
        const { CN } = socket.getPeerCertificate().subject;
        resolve(String(CN));
        socket.end();
      });
      server.once('tlsClientError', reject);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const client = connect({ host: '127.0.0.1', port, ...(await tlsOf('gate-1')) });
    client.resume();
    await expect(seen).resolves.toBe('gate-1');
    client.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
});

it('an auditor gets a client certificate that names an auditor', async () => {
  const made = await provisionAuditor(project, { dir: join(dir, 'audit'), name: 'audit-1' });
  expect(new X509Certificate(await readFile(made.certificateFile)).subject).toContain('OU=auditor');
  expect((await stat(made.keyFile)).mode & 0o777).toBe(0o600);
  await expect(provisionAuditor(project, { dir: join(dir, 'audit'), name: 'audit-1' })).rejects.toMatchObject({
    code: 'enrolment-exists',
  });
});
