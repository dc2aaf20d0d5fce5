import type { BilingualText } from '@custody-edge/foundation';
import { say, wallDateTime } from '@custody-edge/ui-kit';
import type { StatusItem } from '@custody-edge/ui-kit/components';
import type { DeviceView, PeerView, Sign, StatusView } from '../src/station/status-view.ts';

/** The items of the status bar: line to the centre, events that wait, the other stations of the site, clock, a disk that fills, raw bytes that are shown, the devices, and that no officer is there. */
export function statusItems(status: StatusView): readonly StatusItem[] {
  const { practice } = status;
  // Its line and its devices are none.
  if (practice?.state === 'inside') return [{ id: 'practice', sign: 'wait', text: say('practice.nothing-sent') }];
  const goesOn = practice?.state === 'starting' || practice?.state === 'running';
  return [
    ...lineItems(status),
    ...(goesOn ? [{ id: 'practice', sign: 'wait', text: say('practice.goes-on') } as const] : []),
    { id: 'clock', sign: status.timeQuality === 'synced' ? 'go' : 'wait', text: say(`clock.${status.timeQuality}`) },
    ...(status.disk === 'room' ? [] : [{ id: 'disk', sign: 'wait', text: say(`disk.${status.disk}`) } as const]),
    ...(status.wire ? [{ id: 'wire', sign: 'wait', text: say('wire.shown-now') } as const] : []),
    ...deviceItems(status.devices),
    ...(status.duty.state === 'signed-out'
      ? [{ id: 'officer', sign: 'wait', text: say('officer.nobody') } as const]
      : []),
  ];
}

const lineItems = (status: StatusView): StatusItem[] => [
  { id: 'centre', sign: status.centre === 'connected' ? 'go' : 'wait', text: say(`status.centre-${status.centre}`) },
  ...(status.waiting > 0
    ? [{ id: 'waiting', sign: 'information', text: say('status.waiting', { count: status.waiting }) } as const]
    : []),
  ...status.peers.map((peer) => ({
    id: `peer-${peer.name}`,
    sign: peerSigns[peer.state],
    text: say(`status.peer-${peer.state}`, { peer: peer.name, count: peer.behind }),
  })),
];

const peerSigns = { equal: 'go', behind: 'information', away: 'wait', refused: 'stop' } as const satisfies Record<
  PeerView['state'],
  Sign
>;

/** Devices of one kind that are alike are one item: of a laboratory’s thirty balances the one that is away must be seen. */
const deviceItems = (devices: readonly DeviceView[]): StatusItem[] =>
  [...Map.groupBy(devices, ({ kind, state }) => `${kind} ${state}`).values()].flatMap((alike) => {
    const [first] = alike;
    if (!first) return [];
    const { id, kind, state } = first;
    const what = say(`device-state.${state}`, { device: say(`device.${kind}`) });
    const text = alike.length === 1 ? what : say('device-state.several', { what, count: alike.length });
    return [{ id, sign: deviceSign(first), text }];
  });

function deviceSign(device: DeviceView): Sign {
  if (device.state === 'ready') return 'go';
  return device.state === 'opening' || device.state === 'identifying' ? 'information' : 'wait';
}

/** What is wrong and what to do, in sentences; empty while all is well. */
export function troubles(status: StatusView): readonly { readonly id: string; readonly text: BilingualText }[] {
  const devices = status.devices.flatMap(({ id, trouble }) => (trouble ? [{ id, text: trouble }] : []));
  return [
    ...devices,
    ...status.peers.flatMap(({ name, since, trouble }) =>
      trouble
        ? [
            {
              id: `peer-${name}`,
              text: say('status.peer-trouble', { peer: name, since: wallDateTime(since), trouble }),
            },
          ]
        : [],
    ),
    ...(status.disk === 'room' ? [] : [{ id: 'disk', text: say(`disk.${status.disk}-next`) }]),
    ...(status.centre === 'away' && status.waiting > 0 && status.practice?.state !== 'inside'
      ? [{ id: 'centre', text: say('status.saved-here') }]
      : []),
  ];
}
