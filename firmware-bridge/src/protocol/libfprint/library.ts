import type { HelperFailure } from './messages.ts';

/** Address of a native object; never followed by this side. */
type Pointer = bigint;

/** A failure of the library, or of loading it. */
export class LibraryError extends Error {
  readonly failure: HelperFailure;

  constructor(failure: HelperFailure, message: string) {
    super(message);
    this.failure = failure;
  }
}

/** A picture as the library gives it: 8 bits a pixel, row by row from the top left, ridges dark. */
interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array<ArrayBuffer>;
}

interface ReaderEvents {
  fingerSeen(): void;
  image(picture: Picture): void;
  removed(): void;
}

/** A reader that is open. */
export interface Reader {
  readonly driver: string;
  readonly name: string;
  /**
   * Waits until a finger was laid on, tells of it and of its picture, and resolves when it was lifted or `stopWaiting` was called.
   * A finger of which the library makes nothing passes without a picture.
   * @throws `LibraryError`
   */
  waitForFinger(): Promise<void>;
  stopWaiting(): void;
  /** Lets the library notice what happened while nothing was waited for. */
  look(): void;
  close(): Promise<void>;
}

/** `FpDeviceFeature` of fp-device.h. */
const feature = { capture: 1, identify: 2 } as const;
/** `FpFingerStatusFlags` of fp-enums.h. */
const fingerPresent = 2;
/** Codes of `FpDeviceError` in fp-device.h and of `GUsbDeviceError` in gusb-device.h, by the name of their domain. */
const failures: Readonly<Record<string, Readonly<Record<number, HelperFailure>>>> = {
  'fp - device - error - quark': { 4: 'busy', 256: 'removed', 257: 'hot' },
  'g-usb-device-error-quark': { 4: 'removed', 9: 'no-permission' },
};
const retryDomain = 'fp - device - retry - quark';
const cancelled = { domain: 'g-io-error-quark', code: 19 } as const;

/**
 * Opens the first imaging reader that the library drives.
 * @param library file of libfprint
 * @param wanted id of its driver; any where left out
 * @throws `LibraryError`
 */
export async function openReader(library: string, wanted: string | undefined, events: ReaderEvents): Promise<Reader> {
  const calls = await loadCalls(library);
  const device = chooseDevice(calls, wanted);
  await calls.open(device);
  const { onSeen, onImage, onRemoved } = {
    onSeen: () => {
      if ((calls.fingerStatus(device) & fingerPresent) !== 0) events.fingerSeen();
    },
    onImage: (print: Pointer | null) => {
      if (print !== null) events.image(calls.picture(print));
    },
    onRemoved: () => events.removed(),
  };
  calls.onSignal(device, 'notify::finger-status', onSeen);
  calls.onSignal(device, 'removed', onRemoved);
  const identify = calls.identifier(onImage);
  let waiting: Pointer | undefined;
  return {
    driver: calls.driverOf(device),
    name: calls.nameOf(device),
    waitForFinger: async () => {
      const cancellable = calls.newCancellable();
      waiting = cancellable;
      try {
        await identify(device, cancellable);
      } finally {
        waiting = undefined;
        calls.release(cancellable);
      }
    },
    stopWaiting: () => {
      if (waiting !== undefined) calls.cancel(waiting);
    },
    look: () => calls.look(),
    close: () => calls.close(device),
  };
}

function chooseDevice(calls: Calls, wanted: string | undefined): Pointer {
  const readers = calls.devices().map((device) => ({ device, driver: calls.driverOf(device) }));
  const named = readers.filter(({ driver }) => wanted === undefined || driver === wanted);
  const needed = feature.capture | feature.identify;
  const imaging = named.find(({ device }) => (calls.featuresOf(device) & needed) === needed);
  if (imaging) return imaging.device;
  const seen = readers.map(({ driver }) => driver).join(', ') || 'none';
  throw new LibraryError(named.length > 0 ? 'not-imaging' : 'no-reader', `readers seen: ${seen}`);
}

type Calls = Awaited<ReturnType<typeof loadCalls>>;

/** The few functions of libfprint and GLib that a capture takes, through koffi. @throws `LibraryError` */
async function loadCalls(library: string) {
  const { default: koffi } = await import('koffi').catch((cause: unknown) => missing('koffi', cause));
  const load = (file: string) => {
    try {
      return koffi.load(file);
    } catch (cause) {
      return missing(file, cause);
    }
  };
  const [fprint, glib, gobject, gio] = [
    load(library),
    load('libglib-2.0.so.0'),
    load('libgobject-2.0.so.0'),
    load('libgio-2.0.so.0'),
  ];
  koffi.struct('GPtrArray', { pdata: 'void **', length: 'uint' });
  koffi.struct('GError', { domain: 'uint32_t', code: 'int', message: 'const char *' });
  koffi.proto('void Signal(void *device, void *detail, void *data)');
  koffi.proto('void Match(void *device, void *match, void *print, void *data, void *error)');

  const newContext = fprint.func('void *fp_context_new()');
  const devicesOf = fprint.func('void *fp_context_get_devices(void *context)');
  const driverOf = fprint.func('const char *fp_device_get_driver(void *device)');
  const nameOf = fprint.func('const char *fp_device_get_name(void *device)');
  const featuresOf = fprint.func('int fp_device_get_features(void *device)');
  const fingerStatus = fprint.func('int fp_device_get_finger_status(void *device)');
  const open = fprint.func('bool fp_device_open_sync(void *device, void *cancellable, _Out_ void **error)');
  const close = fprint.func('bool fp_device_close_sync(void *device, void *cancellable, _Out_ void **error)');
  const identify = fprint.func(
    'bool fp_device_identify_sync(void *device, void *prints, void *cancellable, Match *report, void *data, ' +
      'void *match, void *print, _Out_ void **error)',
  );
  const imageOf = fprint.func('void *fp_print_get_image(void *print)');
  const widthOf = fprint.func('uint fp_image_get_width(void *image)');
  const heightOf = fprint.func('uint fp_image_get_height(void *image)');
  const pixelsOf = fprint.func('void *fp_image_get_data(void *image, _Out_ size_t *length)');
  const domainName = glib.func('const char *g_quark_to_string(uint32_t domain)');
  const freeError = glib.func('void g_error_free(void *error)');
  const newArray = glib.func('void *g_ptr_array_new()');
  const iterate = glib.func('bool g_main_context_iteration(void *context, bool mayBlock)');
  const connect = gobject.func(
    'ulong g_signal_connect_data(void *instance, const char *signal, Signal *handler, void *data, void *destroy, int flags)',
  );
  const release = gobject.func('void g_object_unref(void *object)');
  const newCancellable = gio.func('void *g_cancellable_new()');
  const cancel = gio.func('void g_cancellable_cancel(void *cancellable)');
  const nobody: Pointer = newArray();

  /** Calls on a thread of its own, so that this one hears its messages; throws what the library says was wrong. */
  const inBackground = async (call: typeof open, ...values: unknown[]): Promise<void> => {
    const error: [Pointer | null] = [null];
    await new Promise<void>((resolve, reject) => {
      call.async(...values, error, (cause: unknown) => (cause ? reject(cause) : resolve()));
    });
    if (error[0] === null) return;
    const { domain, code, message } = koffi.decode(error[0], 'GError');
    const domainText = domainName(domain);
    freeError(error[0]);
    if (domainText === retryDomain || (domainText === cancelled.domain && code === cancelled.code)) return;
    throw new LibraryError(failures[domainText]?.[code] ?? 'refused', `${message} (${domainText} ${code})`);
  };

  return {
    devices(): Pointer[] {
      const { pdata, length } = koffi.decode(devicesOf(newContext()), 'GPtrArray');
      return length === 0 ? [] : koffi.decode(pdata, 'void *', length);
    },
    driverOf: (device: Pointer): string => driverOf(device),
    nameOf: (device: Pointer): string => nameOf(device),
    featuresOf: (device: Pointer): number => featuresOf(device),
    fingerStatus: (device: Pointer): number => fingerStatus(device),
    open: (device: Pointer) => inBackground(open, device, null),
    close: (device: Pointer) => inBackground(close, device, null),
    /** Looks for a finger among nobody's, since that alone gives its picture while it still lies there. */
    identifier: (report: (print: Pointer | null) => void) => {
      const callback = koffi.register(
        (_device: Pointer, _match: null, print: Pointer | null) => report(print),
        'Match *',
      );
      return (device: Pointer, cancellable: Pointer) =>
        inBackground(identify, device, nobody, cancellable, callback, null, null, null);
    },
    onSignal(device: Pointer, signal: string, handler: () => void): void {
      connect(device, signal, koffi.register(handler, 'Signal *'), null, null, 0);
    },
    picture(print: Pointer): Picture {
      const image: Pointer = imageOf(print);
      const length: [number] = [0];
      const at: Pointer = pixelsOf(image, length);
      const pixels = new Uint8Array(koffi.view(at, length[0])).slice();
      return { width: widthOf(image), height: heightOf(image), pixels };
    },
    look(): void {
      while (iterate(null, false));
    },
    newCancellable: (): Pointer => newCancellable(),
    cancel: (cancellable: Pointer): void => cancel(cancellable),
    release: (object: Pointer): void => release(object),
  };
}

function missing(what: string, cause: unknown): never {
  throw new LibraryError('library-missing', `${what}: ${String(cause)}`);
}
