import type { TriggerName } from '@custody-edge/device-profiles';
import type { CustodyError } from '@custody-edge/foundation';
import type { SpectrumData, SpectrumFormat } from '@custody-edge/spectra';
import type { MassUnit } from './balance/units.ts';
import type { WiegandNumber } from './gate-io/wiegand.ts';

/** A picture of one finger as the scanner took it. */
export interface FingerprintImage {
  readonly kind: 'fingerprint-image';
  readonly width: number;
  readonly height: number;
  readonly dotsPerInch: number;
  /** Row by row from the top left; 0 black (ridge) to 255 white. */
  readonly pixels: Uint8Array;
  readonly provenance: FingerprintProvenance;
}

/** The upper rows of a finger's picture that is still coming: to be shown while it comes, never to be judged or kept. */
export interface FingerprintPart {
  readonly kind: 'fingerprint-part';
  readonly width: number;
  /** Of the whole picture. */
  readonly height: number;
  readonly dotsPerInch: number;
  /** As those of `FingerprintImage`, as far as they have come. Whoever takes them may overwrite them. */
  readonly pixels: Uint8Array;
}

/** Where, when and how a fingerprint image was taken. */
export interface FingerprintProvenance {
  readonly profileId: string;
  readonly deviceId: string;
  readonly serialNumber?: string;
  /** Of a module that reports them. */
  readonly systemParameters?: ScannerParameters;
  /** Wall time at which the finger was seen. */
  readonly capturedAtMs: number;
  /** From seeing the finger to having its whole image, where the scanner tells when it saw it. */
  readonly captureMs?: number;
  /** Of a scanner on a serial line. */
  readonly baudRate?: number;
}

/** The scanner's own settings as it reported them. */
export interface ScannerParameters {
  readonly systemId: number;
  readonly capacity: number;
  readonly securityLevel: number;
  readonly moduleAddress: number;
  readonly packetBytes: number;
  readonly baudRate: number;
}

/** One barcode. The text is whatever was printed: treat it as opaque. */
export interface BarcodeScan {
  readonly kind: 'barcode';
  readonly text: string;
  /** Present when the reader sent an AIM identifier. */
  readonly symbology?: string;
  readonly atMs: number;
}

interface WeighingMoment {
  readonly kind: 'weighing';
  /** The balance's line as it came, without its line end; of a dialect of bytes, the frame in hexadecimal. */
  readonly raw: string;
  /** It came without a question: somebody pressed the balance's print key, or it prints by its own clock. */
  readonly unasked: boolean;
  readonly atMs: number;
  /** Milliseconds that never go back, for durations between weighings. */
  readonly monotonicMs: number;
}

interface Weight {
  /** Decimal text with the digits the balance printed; see `Decimal.parse` in foundation. */
  readonly value: string;
  /** The unit as the balance printed it. */
  readonly unit: string;
  /** What it means. */
  readonly ucum: MassUnit;
  readonly load: Load;
  /** How many of the last digits the balance marks as auxiliary: not verified, no part of a weight that must be proven. */
  readonly auxiliaryDigits: number;
}

/** What a weight is the weight of, as far as the balance says so. */
export type Load = 'net' | 'gross' | 'tare' | 'unsaid';

/** One answer of a balance. `moving` is a pan that has not settled, of which the balance tells no weight in a unit. */
export type Weighing =
  | (WeighingMoment & Weight & { readonly status: 'stable' })
  | (WeighingMoment & Weight & { readonly status: 'dynamic' })
  | (WeighingMoment & { readonly status: 'overload' | 'underload' | 'moving' });

/** What a balance sent in the place of a weight and is none that can be taken: kept as it came, and never a number. */
export interface WeighingRefused {
  readonly kind: 'weighing-refused';
  /** As that of `Weighing`. */
  readonly raw: string;
  readonly unasked: boolean;
  /** `weight-unreadable`, `weight-unit-unknown` or `weight-beyond-capacity`. */
  readonly error: CustodyError;
  readonly atMs: number;
  readonly monotonicMs: number;
}

/** The balance restarted: its tare is lost. */
export interface BalanceRestarted {
  readonly kind: 'balance-restarted';
  /** Where it says so. */
  readonly serialNumber?: string;
  readonly atMs: number;
}

/** A contact at the gate changed, or was seen for the first time since the board was opened. */
export interface LineChange {
  readonly kind: 'line-change';
  readonly line: 'door' | 'tamper' | 'power';
  /** Door: open. Tamper: loop broken. Power: the supply of a reader fails. */
  readonly active: boolean;
  /** True for the first report after the board was opened. */
  readonly initial: boolean;
  readonly atMs: number;
}

/** A card held before a reader. Cards can be copied and lent: alone they prove nobody. */
export interface CardRead {
  readonly kind: 'card';
  /** Its bits in their order, as 0 and 1; treat them as opaque. */
  readonly bits: string;
  /** Present where the count of bits is one that every gate reads alike. */
  readonly number?: WiegandNumber;
  readonly atMs: number;
}

/** Keys pressed on a reader: a PIN, perhaps. Never to be logged or kept. */
export interface KeysPressed {
  readonly kind: 'keypad';
  /** Digits, `*`, `#`, and A to D where it has them, in the order pressed. */
  readonly keys: string;
  readonly atMs: number;
}

/** A file that an instrument’s software left in its folder, whole. Its content is whatever it is: nothing has parsed it. */
export interface FileArrived {
  readonly kind: 'file-arrived';
  readonly name: string;
  readonly sizeBytes: number;
  /** Hexadecimal; of the original, and of the copy. */
  readonly sha256: string;
  /** Of the copy, on the disk of this station. */
  readonly path: string;
  readonly arrivedAtMs: number;
  /** The station stopped before all of it was told: what has this path may have been told before. */
  readonly again?: true;
}

/** A file that is there and is not taken; told once. */
export interface FileRefused {
  readonly kind: 'file-refused';
  readonly name: string;
  readonly sizeBytes: number;
  /** `file-too-large` or `file-unreadable`. */
  readonly error: CustodyError;
  readonly atMs: number;
}

/** Which arrived file a reading is about. */
interface OfFile {
  /** Of the file, as it arrived. */
  readonly name: string;
  readonly sha256: string;
  /** Of the copy that was read. */
  readonly path: string;
  readonly atMs: number;
}

/** One spectrum of a file that arrived, as the file says it: follows its `file-arrived`. Nothing vouches for it but the file. */
export interface FileSpectrum extends OfFile {
  readonly kind: 'file-spectrum';
  readonly format: SpectrumFormat;
  /** From 1, of so many in the file. */
  readonly number: number;
  readonly of: number;
  readonly spectrum: Omit<SpectrumData, 'x' | 'y'>;
  /** Rising or falling all the way; unit in UCUM, where the file names one that is known. */
  readonly x: Omit<SpectrumData['x'], 'values'> & { readonly values: readonly number[] };
  readonly y: readonly number[];
  readonly yUnit: SpectrumData['y']['unit'];
  readonly yUnitAsWritten?: string;
}

/** A file that arrived and gives no spectrum, as a report does: follows its `file-arrived`. */
export interface FileWithoutSpectrum extends OfFile {
  readonly kind: 'file-without-spectrum';
  readonly error: CustodyError;
}

/** What a spectrum is laid out along; units in UCUM. */
export interface SpectralAxis {
  readonly quantity: 'wavelength' | 'wavenumber' | 'raman-shift';
  readonly unit: 'nm' | '/cm';
  /** One for each value of the spectrum, rising or falling all the way. */
  readonly values: readonly number[];
  /** Of the polynomial in the number of the pixel, from the constant on, as the device gave them. */
  readonly coefficients?: readonly number[];
}

/** What the values of a spectrum are. */
export type SpectralQuantity = 'counts' | 'absorbance' | 'transmittance';

/** What can be done to a spectrum to take out what its instrument put in. */
export type SpectralCorrection = 'dark' | 'reference' | 'non-linearity' | 'stray-light';

/** Bytes as they came from the device, and what proves that they did not change. */
export interface RawBytes {
  readonly bytes: Uint8Array;
  /** Of the bytes, in hexadecimal. */
  readonly sha256: string;
}

/** How a spectrum was taken; what a device does not have or tell is absent. */
export interface SpectrumSettings {
  /** For which light was gathered, each scan. */
  readonly integrationMicroseconds?: number;
  /** Scans that the device made one of by itself. */
  readonly scansByDevice: number;
  /** Spectra of the device whose mean this is. */
  readonly scansHere: number;
  /** Pixels to each side that the device made one of by itself. */
  readonly boxcarByDevice: number;
  readonly trigger?: TriggerName;
  readonly lampOn?: boolean;
  readonly shutterOpen?: boolean;
}

/** Which device measured. */
export interface MeasuringDevice {
  readonly deviceId: string;
  readonly profileId: string;
  readonly model: string;
  readonly serialNumber?: string;
}

/** One spectrum as the device gave it: nothing is subtracted, divided or smoothed here. What is made of it is a `ProcessedSpectrum`. */
export interface Spectrum {
  readonly kind: 'spectrum';
  readonly x: SpectralAxis;
  /** As the device gave them; where scans were averaged here, their mean. */
  readonly y: readonly number[];
  readonly quantity: SpectralQuantity;
  /** UCUM: `1` for counts and absorbance, `%` or `1` for transmittance. */
  readonly yUnit: '1' | '%';
  /** The device's own digits, one for each value, where it sends text and no scans were averaged here. */
  readonly digits?: readonly string[];
  /** What the device sent, without the frames of its protocol, scan after scan. */
  readonly raw: RawBytes;
  readonly settings: SpectrumSettings;
  /** Pixels, counted from 0, that showed all they can in any scan: how much light there was is not known. */
  readonly saturated: readonly number[];
  /** What the device corrected before it sent. */
  readonly correctedByDevice: readonly SpectralCorrection[] | 'not-known';
  /** Polynomial of the device's own non-linearity, from the constant on; not applied. */
  readonly nonLinearity?: readonly number[];
  readonly device: MeasuringDevice;
  /** Wall time before the first scan was asked for, and when the last had come. */
  readonly startedAtMs: number;
  readonly atMs: number;
  /** Milliseconds that never go back, when the last had come. */
  readonly monotonicMs: number;
}

/** One value of a photometer, which stands at one wavelength. */
export interface PhotometricValue {
  readonly kind: 'photometric';
  readonly quantity: 'absorbance' | 'transmittance' | 'concentration' | 'energy';
  /** Decimal text with the digits that the device gave; see `Decimal.parse` in foundation. */
  readonly value: string;
  /** In UCUM; absent where the device does not tell it, as with most concentrations. */
  readonly unit?: string;
  /** In nanometres, with the digits that the device gave; absent where it does not tell it. */
  readonly wavelength?: string;
  /** In nanometres, to which the station had set it; absent where it stands as somebody left it. */
  readonly setNm?: number;
  /** The device's line as it came, without its line end. */
  readonly raw: string;
  readonly device: MeasuringDevice;
  readonly atMs: number;
  /** Milliseconds that never go back. */
  readonly monotonicMs: number;
}

/** What a photometer sent in the place of a value, as beyond its range: kept as it came, and never a number. */
export interface PhotometricRefused extends Pick<PhotometricValue, 'raw' | 'device' | 'atMs' | 'monotonicMs'> {
  readonly kind: 'photometric-refused';
  /** `photometric-no-value`. */
  readonly error: CustodyError;
}

export type RejectionReason =
  | 'control-character'
  | 'too-long'
  | 'not-utf8'
  | 'unterminated'
  | 'wrong-parity'
  | 'malformed';

/** Input that was refused whole, with its reason; the content is not passed on. */
export interface RejectedInput {
  readonly kind: 'rejected-input';
  readonly reason: RejectionReason;
  readonly byteCount: number;
  /** How many inputs this device has had refused since it was opened, this one included. */
  readonly count: number;
  readonly atMs: number;
}

/** Everything a device can say. */
export type Reading =
  | FingerprintPart
  | FingerprintImage
  | BarcodeScan
  | Weighing
  | WeighingRefused
  | BalanceRestarted
  | LineChange
  | CardRead
  | KeysPressed
  | FileArrived
  | FileRefused
  | FileSpectrum
  | FileWithoutSpectrum
  | Spectrum
  | PhotometricValue
  | PhotometricRefused
  | RejectedInput;
