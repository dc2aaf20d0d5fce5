import { isCustodyError } from '@custody-edge/foundation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDeviceOption } from './device-option.ts';

describe('a device on the command line', () => {
  it('is a serial port or a network address', () => {
    expect(parseDeviceOption('id=scanner,profile=r307,serial=/dev/ttyUSB0')).toEqual({
      id: 'scanner',
      profile: 'r307',
      address: { kind: 'serial', path: '/dev/ttyUSB0' },
    });
    expect(parseDeviceOption('id=balance,profile=mettler-mt-sics,tcp=10.0.0.7:4305')).toMatchObject({
      address: { kind: 'tcp', host: '10.0.0.7', port: 4305 },
    });
  });

  it.each([
    ['hid=0c2e:0b61/A7', { kind: 'hid', usbId: '0c2e:0b61', serialNumber: 'A7' }],
    ['usb=04b8:0202', { kind: 'usb', usbId: '04b8:0202' }],
    ['evdev=/dev/input/by-id/reader', { kind: 'evdev', path: '/dev/input/by-id/reader' }],
    ['folder=/srv/raman:/srv/copies', { kind: 'folder', path: '/srv/raman', spool: '/srv/copies' }],
  ])('is one on USB, or a folder: %s', (text, address) => {
    expect(parseDeviceOption(`id=reader,profile=hid-pos,${text}`)).toMatchObject({ address });
  });

  it.each([
    ['with half a USB id', 'id=reader,profile=hid-pos,hid=0c2e'],
    ['without an address', 'id=scanner,profile=r307'],
    ['with two addresses', 'id=scanner,profile=r307,serial=/dev/x,tcp=a:1'],
    ['with a port out of range', 'id=scanner,profile=r307,tcp=a:70000'],
    ['with a name twice', 'id=a,id=b,profile=r307,serial=/dev/x'],
    ['with an unknown field', 'id=a,profile=r307,serial=/dev/x,speed=9600'],
    ['that is empty', ''],
  ])('%s is refused', (_name, value) => {
    expect(() => parseDeviceOption(value)).toThrowError(expect.objectContaining({ code: 'option-invalid' }));
  });

  it('never fails in an untyped way', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        try {
          parseDeviceOption(`id=a,profile=b,${value}`);
        } catch (error) {
          expect(isCustodyError(error, 'option-invalid')).toBe(true);
        }
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});
