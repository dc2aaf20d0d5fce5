import { isCustodyError } from '@custody-edge/foundation';
import { type CatalogueFile, parseFile } from './load.ts';
import { type DeviceKind, type Profile, profileSchema } from './profile.ts';

/** One thing to correct in a catalogue file. */
export interface LintFinding {
  readonly path: string;
  readonly rule: 'readable' | 'schema' | 'file-name' | 'folder' | 'field-order' | 'unique-id' | 'consistent';
  readonly message: string;
}

/** Most inputs one request may ask for (MODBUS Application Protocol v1.1b3, section 6.2). */
const longestReadInputs = 2000;

const folderOf: Readonly<Record<DeviceKind, string>> = {
  'fingerprint-scanner': 'fingerprint',
  'barcode-reader': 'barcode',
  'gate-io': 'gate-io',
  balance: 'balance',
  printer: 'printer',
};

/** Checks catalogue files for names, places, field order, ranges and facts that contradict each other. */
export function lintCatalogue(files: readonly CatalogueFile[]): LintFinding[] {
  const findings: LintFinding[] = [];
  const pathOfId = new Map<string, string>();
  for (const file of files) {
    const report = (rule: LintFinding['rule'], message: string) => findings.push({ path: file.path, rule, message });
    let data: unknown;
    try {
      data = parseFile(file);
    } catch (error) {
      report('readable', isCustodyError(error) ? String(error.cause) : String(error));
      continue;
    }
    const parsed = profileSchema.safeParse(data);
    if (!parsed.success) {
      for (const issue of parsed.error.issues) report('schema', `${issue.path.join('.') || 'file'}: ${issue.message}`);
      continue;
    }
    const profile = parsed.data;
    const expectedPath = `${folderOf[profile.kind]}/${profile.id}.json5`;
    const [folder, name] = splitPath(file.path);
    if (folder !== folderOf[profile.kind]) report('folder', `a ${profile.kind} belongs in ${expectedPath}`);
    if (name !== `${profile.id}.json5`) report('file-name', `the file of ${profile.id} is called ${expectedPath}`);
    const other = pathOfId.get(profile.id);
    if (other) report('unique-id', `id ${profile.id} is already in ${other}`);
    pathOfId.set(profile.id, file.path);
    for (const message of orderProblems(data, profile.protocol)) report('field-order', message);
    for (const message of contradictions(profile)) report('consistent', message);
  }
  return findings;
}

function splitPath(path: string): [string, string] {
  const slash = path.lastIndexOf('/');
  return [slash < 0 ? '' : path.slice(0, slash), path.slice(slash + 1)];
}

/** Same order in every file, so that two models can be compared side by side. */
function orderProblems(data: unknown, protocol: Profile['protocol']): string[] {
  if (typeof data !== 'object' || data === null) return [];
  const variant = profileSchema.options.find((option) => option.shape.protocol.value === protocol);
  const order = variant ? Object.keys(variant.shape) : [];
  const present = Object.keys(data);
  const wanted = order.filter((key) => present.includes(key));
  return present.join() === wanted.join() ? [] : [`write the fields in this order: ${wanted.join(', ')}`];
}

function contradictions(profile: Profile): string[] {
  const problems: string[] = [];
  if (profile.protocol === 'ef01') {
    if (profile.line.baudRate % 9600 !== 0) problems.push('line.baudRate must be a multiple of 9600');
    if (profile.fasterBaudRates.some((baudRate) => baudRate <= profile.line.baudRate))
      problems.push('fasterBaudRates must exceed line.baudRate');
    const { widthPixels, heightPixels, bitsPerPixel } = profile.sensor;
    const uploadMs = (((widthPixels * heightPixels * bitsPerPixel) / 8) * 10_000) / profile.line.baudRate;
    if (profile.timeLimitsMs.imageUpload < uploadMs)
      problems.push(`timeLimitsMs.imageUpload is shorter than the line needs (${Math.ceil(uploadMs)} ms)`);
  }
  if (profile.protocol === 'modbus-rtu') {
    const distance = Math.abs(profile.doorContact.input - profile.tamperLoop.input);
    if (distance === 0) problems.push('doorContact and tamperLoop are the same input');
    if (distance >= longestReadInputs) problems.push('doorContact and tamperLoop do not fit into one request');
  }
  return problems;
}
