export type { Tried } from './balance/probe/plan.ts';
export { type ProbeAddress, type ProbeOptions, probeBalance } from './balance/probe/probe.ts';
export { inWords as triedInWords, type ProbeOutcome } from './balance/probe/verdict.ts';
export { observe, type Stability, type StabilityRule, type StableWeighing, unsettled } from './balance/stability.ts';
export {
  type BalanceControl,
  type BarcodeControl,
  Bridge,
  type BridgeOptions,
  type FingerprintControl,
  type GateIoControl,
  type PrinterControl,
  type SpectrometerControl,
} from './bridge.ts';
export { type DeviceAddress, type DeviceConfig, deviceConfigSchema } from './device-config.ts';
export { type PluggedIn, pluggedIn } from './discovery.ts';
export type {
  DeviceIdentity,
  FingerStep,
  Measurement,
  OnSensorStore,
} from './driver.ts';
export { bridgeError } from './errors.ts';
export type { GateSignal } from './gate-io/signal.ts';
export type {
  BalanceRestarted,
  BarcodeScan,
  CardRead,
  FileArrived,
  FileRefused,
  FileSpectrum,
  FileWithoutSpectrum,
  FingerprintImage,
  FingerprintPart,
  FingerprintProvenance,
  KeysPressed,
  LineChange,
  PhotometricRefused,
  PhotometricValue,
  Reading,
  RejectedInput,
  SpectralAxis,
  SpectralCorrection,
  SpectralQuantity,
  Spectrum,
  SpectrumSettings,
  Weighing,
  WeighingRefused,
} from './reading.ts';
export type { LiveTaker } from './spectrometer/live.ts';
export { type ProcessedSpectrum, type ProcessingStep, processed, type Recipe } from './spectrometer/processing.ts';
export type { SpectrometerAbilities, SpectrometerAdjustment, SpectrometerSettings } from './spectrometer/settings.ts';
export { defaultReopenLimits, type ReopenLimits } from './supervision.ts';
export type { DeviceState, DeviceStatus } from './supervisor.ts';
export { isPresent } from './transport/presence.ts';
export { usbIdOf } from './transport/usb-address.ts';
export { byteRows, inTurns, wireRows } from './wire.ts';
export { type WireLine, WireLines } from './wire-lines.ts';
