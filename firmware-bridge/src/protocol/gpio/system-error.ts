import { constants } from 'node:os';
import type { CustodyError } from '@custody-edge/foundation';
import { bridgeError } from '../../errors.ts';

const { EACCES, EPERM, EBUSY, ENOENT, ENODEV, ENXIO } = constants.errno;

/**
 * What a refusal of the kernel means for a device.
 * @param cause number of the error, or what was thrown
 */
export function gpioError(cause: unknown, details: Readonly<Record<string, unknown>>): CustodyError {
  const found = { ...details, error: typeof cause === 'number' ? cause : undefined };
  switch (numberOf(cause)) {
    case EACCES:
    case EPERM:
      return bridgeError('device-no-permission', found, cause);
    case EBUSY:
      return bridgeError('device-busy', found, cause);
    case ENOENT:
      return bridgeError('device-absent', found, cause);
    case ENODEV:
    case ENXIO:
      return bridgeError('device-disconnected', found, cause);
    default:
      return bridgeError('device-open-failed', found, cause);
  }
}

/** Node counts errors down from zero. */
function numberOf(cause: unknown): number | undefined {
  if (typeof cause === 'number') return cause;
  return cause instanceof Error && 'errno' in cause && typeof cause.errno === 'number' ? -cause.errno : undefined;
}
