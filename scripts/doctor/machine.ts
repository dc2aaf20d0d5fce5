import { constants, existsSync } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { connect } from 'node:net';
import { dirname } from 'node:path';
import { findProfile, loadSiteCatalogue } from '@custody-edge/device-profiles';
import type { Enrolment } from '@custody-edge/event-contract';
import { type DeviceConfig, isPresent } from '@custody-edge/firmware-bridge';
import { toCustodyError } from '@custody-edge/foundation';
import { type Check, doubtful, ill, well } from './check.ts';
import type { Patient } from './patient.ts';

const dayMs = 86_400_000;
/** Certificates begin a day before they are issued; a clock further behind than that makes them useless. */
const clockToleranceMs = dayMs;
const diskWarning = 0.8;
const diskReserveBytes = 64 * 1024 * 1024;
const connectTimeoutMs = 3000;

/** The clock cannot be before the enrolment that this machine holds. */
export function checkClock(own: Enrolment | undefined, nowMs: number): Check {
  const now = new Date(nowMs).toISOString();
  const next = 'Set the clock, and let it follow a time server (timedatectl set-ntp true).';
  if (own && nowMs < Date.parse(own.record.issuedAt) - clockToleranceMs)
    return ill('clock', `says ${now}, which is before the enrolment of ${own.record.issuedAt}`, next);
  return well('clock', `says ${now}`);
}

/** There is room to write; releases stop when there is none. */
export async function checkDisk({ dataDir }: Patient): Promise<Check> {
  let folder = dataDir;
  while (!(await stat(folder).catch(() => undefined)) && dirname(folder) !== folder) folder = dirname(folder);
  const { blocks, bavail, bfree, bsize } = await statfs(folder);
  const used = (blocks - bfree) / (blocks - bfree + bavail);
  const finding = `${Math.round(used * 100)} % used, ${Math.round((bavail * bsize) / 1e6)} MB free`;
  const next = `Make room on the disk of ${folder}.`;
  if (bavail * bsize < diskReserveBytes) return ill('disk', finding, next);
  return used >= diskWarning ? doubtful('disk', finding, next) : well('disk', finding);
}

/** Each device's model is known and its port or address answers. */
export async function checkDevices({ devices, profilesDir }: Patient): Promise<Check[]> {
  const catalogue = loadSiteCatalogue(profilesDir);
  return Promise.all(
    devices.map(async (device) => {
      const part = `device ${device.id}`;
      try {
        const { name } = findProfile(catalogue, device.profile);
        return await checkAddress(part, `${name.maker} ${name.model}`, device.address);
      } catch (error) {
        return ill(part, toCustodyError(error).message, 'Correct the profile in the configuration.');
      }
    }),
  );
}

async function checkAddress(part: string, model: string, address: DeviceConfig['address']): Promise<Check> {
  switch (address.kind) {
    case 'tcp':
      return checkNetwork(part, model, address);
    case 'serial':
      return checkPort(part, model, address.path, 'dialout');
    case 'evdev':
      return checkPort(part, model, address.path, 'input');
    case 'folder': {
      const allowed = await access(address.path, constants.R_OK | constants.X_OK).then(
        () => true,
        () => false,
      );
      return allowed
        ? well(part, `${model} ${address.path}, copies in ${address.spool}`)
        : ill(
            part,
            `${address.path} cannot be read`,
            'Mount the share, or let the service user read and enter the folder.',
          );
    }
    case 'virtual-reader':
    case 'virtual-chip':
      return well(part, `${model} at ${address.socket}`);
    case 'gpio':
      return well(part, `${model} on lines of ${address.chip}`);
    case 'pinned-service':
      return checkNetwork(part, model, { host: '127.0.0.1', port: address.port });
    case 'signed-service':
      return existsSync(address.trustAnchorsFile)
        ? well(part, `${model}, believed by ${address.trustAnchorsFile}`)
        : ill(
            part,
            `${address.trustAnchorsFile} is not there`,
            `Put the certificates there that the ${model} is believed by.`,
          );
    case 'usb':
    case 'hid': {
      const { kind: _, ...words } = address;
      const place = `${address.kind.toUpperCase()} ${Object.values(words).join(' ')}`;
      return isPresent(address)
        ? well(part, `${model} at ${place}`)
        : ill(part, `${place} is not there`, `Plug the ${model} in, or correct its address.`);
    }
  }
}

async function checkNetwork(
  part: string,
  model: string,
  { host, port }: { host: string; port: number },
): Promise<Check> {
  const trouble = await tcpTrouble(host, port);
  const place = `${host}:${port}`;
  return trouble
    ? ill(part, `${place} does not answer: ${trouble}`, `Check power and cable of the ${model}.`)
    : well(part, `${model} at ${place}`);
}

async function checkPort(part: string, model: string, path: string, group: 'dialout' | 'input'): Promise<Check> {
  const found = await stat(path).catch(() => undefined);
  if (!found) return ill(part, `${path} is not there`, `Plug the ${model} in, or correct its address.`);
  if (!found.isCharacterDevice()) return ill(part, `${path} is not a port`, 'Correct the address.');
  const allowed = await access(path, constants.R_OK | constants.W_OK).then(
    () => true,
    () => false,
  );
  return allowed
    ? well(part, `${model} at ${path}`)
    : ill(part, `${path} may not be opened by this user`, `Add the service’s user to the group ${group}.`);
}

function tcpTrouble(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: connectTimeoutMs });
    const end = (trouble?: string): void => {
      socket.destroy();
      resolve(trouble);
    };
    socket.once('connect', () => end());
    socket.once('timeout', () => end('no answer in time'));
    socket.once('error', (error) => end(error.message));
  });
}
