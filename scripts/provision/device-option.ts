import { firstIssue } from '@custody-edge/event-contract';
import { type DeviceConfig, deviceConfigSchema } from '@custody-edge/firmware-bridge';
import { commandError } from '../errors.ts';

/** How a device is written on the command line. */
export const deviceOptionForm = 'id=NAME,profile=MODEL,serial=/dev/… | id=NAME,profile=MODEL,tcp=HOST:PORT';

/** Reads one `--device` option. @throws `option-invalid` */
export function parseDeviceOption(value: string): DeviceConfig {
  const refuse = (reason: string) =>
    commandError('option-invalid', { option: '--device', value, reason, allowed: deviceOptionForm });
  const fields = new Map<string, string>();
  for (const part of value.split(',')) {
    const equals = part.indexOf('=');
    const name = part.slice(0, Math.max(equals, 0));
    if (!['id', 'profile', 'serial', 'tcp'].includes(name) || fields.has(name)) throw refuse(`cannot read "${part}"`);
    fields.set(name, part.slice(equals + 1));
  }
  const [serial, tcp] = [fields.get('serial'), fields.get('tcp')];
  if ((serial === undefined) === (tcp === undefined)) throw refuse('give either serial or tcp');
  const [, host, port] = /^(.+):(\d+)$/.exec(tcp ?? '') ?? [];
  const address = serial === undefined ? { kind: 'tcp', host, port: Number(port) } : { kind: 'serial', path: serial };
  const parsed = deviceConfigSchema.safeParse({ id: fields.get('id'), profile: fields.get('profile'), address });
  if (!parsed.success) throw refuse(firstIssue(parsed.error));
  return parsed.data;
}
