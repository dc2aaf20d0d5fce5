import { type Catalogue, loadSiteCatalogue, matchUsb, type UsbVerdict } from '@custody-edge/device-profiles';
import { type PluggedIn, pluggedIn, usbIdOf } from '@custody-edge/firmware-bridge';
import type { Command } from 'commander';

const reasons = {
  'product-id': 'another product of that maker',
  'product-name': 'it calls itself otherwise',
  'usage-page': 'it is set to be another kind of device',
} as const;

/** `custody-edge devices`: what is plugged in, and which model it is. */
export function register(program: Command): void {
  program
    .command('devices')
    .description('List what is plugged in, which profile fits each, and why others do not')
    .option('--profiles <folder>', 'the site’s own profiles')
    .option('--json', 'print one line of JSON')
    .action(({ profiles, json }: { profiles?: string; json?: boolean }) => {
      const catalogue = loadSiteCatalogue(profiles);
      const found = pluggedIn().map((device) => ({ ...device, verdicts: verdictsOf(device, catalogue) }));
      if (json) console.log(JSON.stringify(found));
      else if (found.length === 0)
        console.log('Nothing is plugged in that could be a device. Check its cable and power.');
      else console.log(found.map(describe).join('\n'));
    });
}

function verdictsOf({ usb, hid }: PluggedIn, catalogue: Catalogue): UsbVerdict[] {
  const device = usb ?? hid;
  return device ? matchUsb({ ...device, usagePages: hid?.usagePages }, catalogue) : [];
}

function describe(device: PluggedIn & { readonly verdicts: readonly UsbVerdict[] }): string {
  const { kind, path, stablePath, usb, hid, verdicts } = device;
  const ids = usb ?? hid;
  const words = usb && [usb.manufacturer, usb.product, usb.serialNumber && `serial number ${usb.serialNumber}`];
  const first = [kind, path, ids && usbIdOf(ids), ...(words ?? [])]
    .filter((word) => word !== undefined && word !== '')
    .join('  ');
  const matches = verdicts.filter(({ verdict }) => verdict === 'match').map(({ profile }) => profile);
  const says =
    matches.length > 0
      ? `profile ${matches.join(', or ')}`
      : 'no profile is recognised by its USB ids: name one in the configuration';
  const others = verdicts.flatMap((one) =>
    one.verdict === 'no-match' ? [`    not ${one.profile}: ${reasons[one.because]}`] : [],
  );
  const address = stablePath ?? (usb && `usbId ${usbIdOf(usb)}, socket ${usb.socket}`);
  return [first, `    ${says}`, ...(address ? [`    address ${address}`] : []), ...others].join('\n');
}
