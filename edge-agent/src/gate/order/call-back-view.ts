import { say, wallTime } from '@custody-edge/ui-kit';
import type { CallBackDesk, World } from '../desk.ts';
import type { DeskView } from '../view.ts';
import { courtNamed } from './call-back.ts';

const orderIdLength = 60;

/** A call-back as the page shows it; the number to call comes from the centre's directory alone. */
export function callBackView(desk: CallBackDesk, world: World): Extract<DeskView, { step: 'call-back' }> {
  const { order, isReady, again, paper } = desk;
  const directory = world.courtDirectory();
  const call = isReady && order ? courtNamed(order.court, world) : undefined;
  const instruction = !directory
    ? say('gate.no-directory')
    : call
      ? say('gate.directory-as-of', { when: wallTime(directory.asOf, world.nowMs) })
      : say(desk.subject === undefined ? 'gate.call-back-person' : 'gate.call-back-order');
  return {
    step: 'call-back',
    order: order ?? (paper.length <= orderIdLength ? { orderId: paper } : {}),
    courts: directory?.courts.map(({ court }) => court) ?? [],
    ...(call && { call }),
    instruction: again ?? instruction,
    again: again !== undefined || !directory,
  };
}
