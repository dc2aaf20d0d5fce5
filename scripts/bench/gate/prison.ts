import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawPin, type StationConfig } from '@custody-edge/edge-agent';
import { createSigner, type Signer } from '@custody-edge/event-contract';
import { encodeTemplate, type FingerName, type GreyImage } from '@custody-edge/fingerprint';
import { extractTemplate } from '@custody-edge/fingerprint/images';
import {
  type SyntheticFinger,
  syntheticFinger,
  syntheticImpression,
  syntheticTemplate,
} from '@custody-edge/fingerprint/synthetic';
import { systemRandom } from '@custody-edge/foundation';
import { belongingsOf, bodyOf } from '../../demo/cast.ts';
import { freePort } from '../../demo/free-port.ts';
import { putOnRecord, type Recorded } from '../../demo/on-record.ts';
import { provisionCentre } from '../../provision/centre.ts';
import { createProject } from '../../provision/project.ts';
import { provisionStation } from '../../provision/station.ts';
import { progressOf } from '../fingerprint/progress.ts';

export const prisoners = 7_000;
/** People with grown fingers, who walk through the gate; the others have templates alone. */
export const walkers = 8;
export const fingers: readonly FingerName[] = ['right-index', 'left-index'];
export const impressions = 3;
const glass = { widthPx: 256, heightPx: 288, dpi: 500 };
export const officer = { officerId: '4417', pin: drawPin('4417', systemRandom) };

export interface Provisioned {
  readonly configFile: string;
  /** Of the first officer. */
  readonly code: string;
  readonly centre: { readonly configFile: string; readonly url: string; readonly signer: Signer };
  /** Provisions another machine for the same gate. @returns its configuration */
  replacement(): Promise<string>;
}

/** A centre's and a gate's folders, as they are provisioned. */
export async function provision(dir: string): Promise<Provisioned> {
  const centreDir = join(dir, 'centre');
  const [port, httpPort] = [await freePort(), await freePort()];
  const project = await createProject(join(dir, 'project'));
  const { configFile: centreFile } = await provisionCentre(project, {
    dir: centreDir,
    centreId: 'centre',
    site: 'centre',
    http: { port: httpPort },
    broker: { kind: 'embedded', host: '127.0.0.1', port },
  });
  const device = (id: string, profile: string) => ({
    id,
    profile,
    address: { kind: 'serial' as const, path: join(dir, id) },
  });
  const machine = async (folder: string, replaceRecord: boolean) =>
    provisionStation(project, centreDir, {
      dir: join(dir, folder),
      stationId: 'gate-1',
      site: 'prison',
      role: 'gate',
      centreUrl: `mqtts://127.0.0.1:${port}`,
      http: { port: await freePort() },
      devices: [device('scanner', 'r307'), device('reader', 'serial-barcode'), device('door', 'modbus-io')],
      // One finger, one person, one answer: what is measured.
      gate: { manifestFor: [] },
      replaceRecord,
    });
  const { configFile, firstOfficerCode = '' } = await machine('gate', false);
  const signer = createSigner(createPrivateKey(readFileSync(join(centreDir, 'keys', 'signing.key'))));
  return {
    configFile,
    code: firstOfficerCode,
    centre: { configFile: centreFile, url: `http://127.0.0.1:${httpPort}`, signer },
    replacement: async () => (await machine('replacement', true)).configFile,
  };
}

const grown: readonly SyntheticFinger[] = Array.from({ length: walkers }, (_, walker) =>
  syntheticFinger(8_000 + walker),
);

/** A walker's right index on the glass. */
export function imageOf(walker: number, seed: number): GreyImage {
  const finger = grown[walker];
  if (!finger) throw new RangeError('nobody walks');
  return syntheticImpression(finger, { ...glass, seed });
}

/** Records of a finger's impressions: of a walker's grown right index, else of a finger that nobody has. */
function recordsOf(person: number, finger: number): Uint8Array[] {
  return Array.from({ length: impressions }, (_, impression) => {
    const extracted = person < walkers && finger === 0 ? extractTemplate(imageOf(person, 1 + impression)) : undefined;
    const stranger = syntheticTemplate((person * fingers.length + finger) * impressions + impression);
    return encodeTemplate(extracted?.ok ? extracted.value : stranger);
  });
}

/** Somebody of whom nothing is known but their fingers. */
export const personOf = (person: number, enrolled: Recorded['fingers']): Recorded => ({
  details: {
    name: `Name ${person}`,
    relation: 'son-of',
    parentage: 'Father',
    prisonerNumber: `${person}`,
    warrantKind: 'remand-warrant',
    warrantNumber: `RW-${person}`,
    court: 'Sessions Court',
    caseNumber: `FIR ${person}/26`,
    policeStation: 'Saddar',
    detainUntil: '2099-12-31',
    escort: { name: 'Constable', beltNumber: '417', policeStation: 'Saddar' },
  },
  body: bodyOf(person, '4417'),
  belongings: belongingsOf(person),
  fingers: enrolled,
});

/** Puts people on record as the gate does, one event and one key each. @returns everybody, the walkers first */
export function admitAll(config: StationConfig, count = prisoners): Promise<string[]> {
  const progress = progressOf('people admitted');
  return putOnRecord(config, everybody(count), (done) => progress(done, count));
}

function* everybody(count: number): Iterable<Recorded> {
  for (let person = 0; person < count; person += 1)
    yield personOf(
      person,
      fingers.map((finger, index) => ({ finger, impressions: recordsOf(person, index) })),
    );
}
