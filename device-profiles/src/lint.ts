import { isCustodyError } from '@custody-edge/foundation';
import { type CatalogueFile, isFragment, parseFile } from './catalogue-file.ts';
import { expand, importKey } from './import.ts';
import { overlap } from './match.ts';
import { type DeviceKind, type Profile, type ProfileOf, profileSchema } from './profile/profile.ts';

/** One thing to correct in a catalogue file. */
export interface LintFinding {
  readonly path: string;
  readonly rule:
    | 'readable'
    | 'import'
    | 'schema'
    | 'file-name'
    | 'folder'
    | 'field-order'
    | 'unique-id'
    | 'usb-match'
    | 'consistent'
    | 'quirk-unreachable'
    | 'fragment-unused';
  readonly message: string;
}

/** Most inputs one request may ask for (MODBUS Application Protocol v1.1b3, section 6.2). */
const longestReadInputs = 2000;

const largestWord = 65_535;

/** How long an SFM module is told to wait for a finger. */
const scanWaitMs = 1000;

const folderOf: Readonly<Record<DeviceKind, string>> = {
  'fingerprint-scanner': 'fingerprint',
  'barcode-reader': 'barcode',
  'gate-io': 'gate-io',
  balance: 'balance',
  printer: 'printer',
  instrument: 'instrument',
  spectrometer: 'spectrometer',
};

/**
 * Checks catalogue files for names, places, field order, ranges, facts that contradict each other, and what nothing can reach.
 * @param below files that these may import besides each other
 */
export function lintCatalogue(files: readonly CatalogueFile[], below: readonly CatalogueFile[] = []): LintFinding[] {
  const findings: LintFinding[] = [];
  const read = new Map<CatalogueFile, Profile>();
  const imported = new Set<string>();
  for (const file of files) {
    const report: Report = (rule, message) => findings.push({ path: file.path, rule, message });
    const data = tryTo(report, () => ({ written: parseFile(file), expanded: expand(file, [files, below]) }));
    if (!data) continue;
    for (const name of importsOf(data.written)) imported.add(name);
    if (isFragment(file)) continue;
    const parsed = profileSchema.safeParse(data.expanded);
    if (!parsed.success) {
      for (const issue of parsed.error.issues) report('schema', `${issue.path.join('.') || 'file'}: ${issue.message}`);
      continue;
    }
    const profile = parsed.data;
    for (const message of hiddenQuirks(data.written, file, [files, below])) report('quirk-unreachable', message);
    for (const message of placeProblems(file, profile)) report(message.rule, message.message);
    for (const message of orderProblems(data.written, profile.protocol)) report('field-order', message);
    for (const message of contradictions(profile)) report('consistent', message);
    for (const [other, { id, usb }] of read) {
      if (id === profile.id) report('unique-id', `id ${id} is already in ${other.path}`);
      if (usb.some((one) => profile.usb.some((match) => overlap(one, match))))
        report('usb-match', `${id} is recognised by the same USB ids: name the product, or leave them to one of both`);
    }
    read.set(file, profile);
  }
  for (const file of files.filter((one) => isFragment(one) && !imported.has(one.path)))
    findings.push({ path: file.path, rule: 'fragment-unused', message: 'no file imports it' });
  return findings;
}

type Report = (rule: LintFinding['rule'], message: string) => void;

function tryTo<Value>(report: Report, read: () => Value): Value | undefined {
  try {
    return read();
  } catch (error) {
    if (isCustodyError(error, 'profile-import-failed')) report('import', JSON.stringify(error.details));
    else report('readable', isCustodyError(error) ? String(error.cause) : String(error));
    return undefined;
  }
}

function importsOf(data: unknown): string[] {
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([key, value]) =>
    key === importKey && typeof value === 'string' ? [value] : importsOf(value),
  );
}

/** Quirks of an imported file do not add up with a file's own: they are replaced by them, and nobody would read them. */
function hiddenQuirks(written: unknown, file: CatalogueFile, layers: readonly (readonly CatalogueFile[])[]): string[] {
  if (typeof written !== 'object' || written === null || !(importKey in written) || !('quirks' in written)) return [];
  const { quirks: _, ...rest } = written;
  const without = profileSchema.safeParse(expand({ path: file.path, text: JSON.stringify(rest) }, layers));
  return without.success && without.data.quirks.length > 0
    ? [`its own quirks hide those of ${String(written[importKey])}: import each of them into the list`]
    : [];
}

function placeProblems(file: CatalogueFile, profile: Profile) {
  const problems: { rule: LintFinding['rule']; message: string }[] = [];
  const expectedPath = `${folderOf[profile.kind]}/${profile.id}.json5`;
  const [folder, name] = splitPath(file.path);
  if (folder !== folderOf[profile.kind])
    problems.push({ rule: 'folder', message: `a ${profile.kind} belongs in ${expectedPath}` });
  if (name !== `${profile.id}.json5`)
    problems.push({ rule: 'file-name', message: `the file of ${profile.id} is called ${expectedPath}` });
  return problems;
}

function splitPath(path: string): [string, string] {
  const slash = path.lastIndexOf('/');
  return [slash < 0 ? '' : path.slice(0, slash), path.slice(slash + 1)];
}

/** Same order in every file, so that two models can be compared side by side. */
function orderProblems(data: unknown, protocol: Profile['protocol']): string[] {
  if (typeof data !== 'object' || data === null) return [];
  const variant = profileSchema.options.find((option) => option.shape.protocol.value === protocol);
  const order = [importKey, ...(variant ? Object.keys(variant.shape) : [])];
  const present = Object.keys(data);
  const wanted = order.filter((key) => present.includes(key));
  return present.join() === wanted.join() ? [] : [`write the fields in this order: ${wanted.join(', ')}`];
}

function contradictions(profile: Profile): string[] {
  const problems: string[] = [];
  if (profile.protocol === 'ef01') {
    const [{ baudRate: factoryBaudRate }] = profile.lines;
    if (profile.lines.some(({ baudRate }) => baudRate % 9600 !== 0))
      problems.push('every line speed must be a multiple of 9600');
    if (profile.fasterBaudRates.some((baudRate) => baudRate <= factoryBaudRate))
      problems.push('fasterBaudRates must exceed the factory line speed');
    const { widthPixels, heightPixels, bitsPerPixel } = profile.sensor;
    const uploadMs = (((widthPixels * heightPixels * bitsPerPixel) / 8) * 10_000) / factoryBaudRate;
    if (profile.timeLimitsMs.imageUpload < uploadMs)
      problems.push(`timeLimitsMs.imageUpload is shorter than the line needs (${Math.ceil(uploadMs)} ms)`);
    if (profile.extras.includes('enrol-by-itself') && profile.library?.charBuffers !== 6)
      problems.push('a module that enrols by itself needs a library with six charBuffers');
    if (new Set(profile.extras).size < profile.extras.length) problems.push('extras names an instruction twice');
  }
  if (profile.protocol === 'gt-511') {
    const [{ baudRate: factoryBaudRate }] = profile.lines;
    if (profile.fasterBaudRates.some((baudRate) => baudRate <= factoryBaudRate))
      problems.push('fasterBaudRates must exceed the factory line speed');
    const uploadMs = (profile.sensor.widthPixels * profile.sensor.heightPixels * 10_000) / factoryBaudRate;
    if (profile.timeLimitsMs.imageUpload < uploadMs)
      problems.push(`timeLimitsMs.imageUpload is shorter than the line needs (${Math.ceil(uploadMs)} ms)`);
  }
  if (profile.protocol === 'suprema-sfm') {
    const { sensor, imageFormat, timeLimitsMs, lines } = profile;
    const slowestBaudRate = Math.min(...lines.map(({ baudRate }) => baudRate));
    const bytes = (sensor.widthPixels * sensor.heightPixels) / (imageFormat === 'gray' ? 1 : 2);
    const uploadMs = (bytes * 10_000) / slowestBaudRate;
    if (timeLimitsMs.imageUpload < uploadMs)
      problems.push(`timeLimitsMs.imageUpload is shorter than the line needs (${Math.ceil(uploadMs)} ms)`);
    if (timeLimitsMs.scan <= scanWaitMs)
      problems.push(`timeLimitsMs.scan must exceed the second that a scan waits for a finger`);
  }
  if (profile.protocol === 'modbus-rtu') {
    const distance = Math.abs(profile.doorContact.input - profile.tamperLoop.input);
    if (distance === 0) problems.push('doorContact and tamperLoop are the same input');
    if (distance >= longestReadInputs) problems.push('doorContact and tamperLoop do not fit into one request');
    const { lockCoil, turnstile, signalCoils = {} } = profile;
    const coils = [lockCoil, ...(turnstile ? [turnstile.coil] : []), ...Object.values(signalCoils)];
    if (new Set(coils).size < coils.length) problems.push('two outputs are the same coil');
  }
  if (profile.protocol === 'osdp' && profile.timeLimitsMs.busy < profile.timeLimitsMs.reply)
    problems.push('timeLimitsMs.busy is shorter than one reply');
  if (profile.protocol === 'folder' && profile.settleMs < profile.pollIntervalMs)
    problems.push('settleMs is shorter than the time between two looks');
  if ('integrationMicroseconds' in profile) {
    const { least, most, initial } = profile.integrationMicroseconds;
    if (initial < least || initial > most) problems.push('integrationMicroseconds.initial lies outside its own range');
  }
  if (profile.protocol === 'ooi-serial') problems.push(...contradictionsOfOoiSerial(profile));
  if (profile.protocol === 'obp') {
    const { bytesPerPixel, headBytes, integrationAt } = profile.spectrum;
    if (profile.detector.largestCount >= 2 ** (8 * bytesPerPixel))
      problems.push('detector.largestCount does not fit into spectrum.bytesPerPixel');
    if (integrationAt !== undefined && integrationAt + 4 > headBytes)
      problems.push('spectrum.integrationAt lies outside spectrum.headBytes');
    const slowestBaudRate = Math.min(...profile.lines.map(({ baudRate }) => baudRate));
    const transferMs = ((profile.detector.pixelCount * bytesPerPixel + headBytes + 64) * 10_000) / slowestBaudRate;
    if (profile.timeLimitsMs.transfer < transferMs)
      problems.push(`timeLimitsMs.transfer is shorter than the line needs (${Math.ceil(transferMs)} ms)`);
  }
  if (profile.protocol === 'ooi-usb') {
    const { endpoints, detector, integrationMicroseconds, integrationStepMicroseconds, spectrum } = profile;
    if (detector.largestCount > 256 * spectrum.highByteMask + 255)
      problems.push('detector.largestCount does not fit into spectrum.highByteMask');
    if (spectrum.isInterleaved && detector.pixelCount % 64 !== 0)
      problems.push('detector.pixelCount is no multiple of the 64 of a block');
    if (Object.values(integrationMicroseconds).some((time) => time % integrationStepMicroseconds !== 0))
      problems.push('integrationMicroseconds is no multiple of integrationStepMicroseconds');
    if (endpoints.head && endpoints.head.bytes > 2 * detector.pixelCount)
      problems.push('endpoints.head.bytes are more than a spectrum has');
    const inwards = [endpoints.answers, endpoints.spectrum, ...(endpoints.head ? [endpoints.head.endpoint] : [])];
    if (new Set(inwards).size < inwards.length) problems.push('two kinds of answers come on one endpoint');
  }
  if ('wavelengthNm' in profile) {
    const { least, most } = profile.wavelengthNm;
    if (least >= most) problems.push('wavelengthNm.least is not below wavelengthNm.most');
    if (profile.protocol === 'shimadzu-uv' && (profile.initialNm < least || profile.initialNm > most))
      problems.push('initialNm lies outside wavelengthNm');
  }
  if (profile.protocol === 'shimadzu-uv') {
    const { initialMicroseconds, codes } = profile.gathering;
    if (!codes.some(({ microseconds }) => microseconds === initialMicroseconds))
      problems.push('gathering.initialMicroseconds is none of gathering.codes');
    if (new Set(Object.values(profile.modes)).size < 3) problems.push('two modes have the same number');
  }
  if (profile.protocol === 'gpio') {
    const lines = Object.values(profile.wiring).flatMap((wired) => (wired ? [wired.line] : []));
    if (new Set(lines).size < lines.length) problems.push('one line is wired to two things');
    if (profile.debounceMs > 0 && profile.debounceMs < 2 * profile.pollIntervalMs)
      problems.push('debounceMs is too short for two looks at a contact');
  }
  return problems;
}

/** A spectrum over RS-232 beside its pixels: how it begins, what it says of itself, a sum and how it ends. */
const ooiFrameBytes = 19;
/** Most bytes of a pixel where its count did not fit into a difference. */
const bytesOfWholePixel = 3;
/** Integration time is told in milliseconds, in one word. */
const ooiStepMicroseconds = 1000;

function contradictionsOfOoiSerial(profile: ProfileOf<'ooi-serial'>): string[] {
  const { detector, integrationMicroseconds: time, firmware, spectrum, lines, timeLimitsMs } = profile;
  const pixelBytes = detector.pixelCount * (spectrum.isCompressed ? bytesOfWholePixel : 2);
  const transferMs = ((pixelBytes + ooiFrameBytes) * 10_000) / Math.min(...lines.map(({ baudRate }) => baudRate));
  return [
    ...(detector.largestCount > largestWord ? ['detector.largestCount does not fit into a word'] : []),
    ...(time.most > largestWord * ooiStepMicroseconds ? ['integrationMicroseconds.most does not fit into a word'] : []),
    ...(time.initial % ooiStepMicroseconds !== 0 ? ['integrationMicroseconds.initial is no whole millisecond'] : []),
    ...(firmware.least > firmware.most ? ['firmware.least is above firmware.most'] : []),
    ...(timeLimitsMs.transfer < transferMs
      ? [`timeLimitsMs.transfer is shorter than the line needs (${Math.ceil(transferMs)} ms)`]
      : []),
  ];
}
