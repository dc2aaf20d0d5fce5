import { commandSchema, signMessage } from '@custody-edge/event-contract';
import { ok, systemClock, systemRandom } from '@custody-edge/foundation';
import { newFolder } from '@custody-edge/foundation/test-support';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { asif, enrol, releaseOrder } from '../../../packages/event-contract/src/test-kit.ts';
import { createCallBackStore } from '../store/call-backs.ts';
import { createCommandStore } from '../store/commands.ts';
import { openStore } from '../store/database.ts';
import type { Dispatch } from './dispatch.ts';
import { createOrders } from './orders.ts';

test('a power cut between a grant and the note that it was made leaves one grant, and no refusal', () => {
  const folder = newFolder();
  const store = openStore(folder);
  const [callBacks, commands] = [createCallBackStore(store), createCommandStore(store)];
  const [gate, centre] = [enrol(), enrol('centre', 'centre', 'headquarters')];
  const dispatch: Pick<Dispatch, 'gateHolding' | 'gateNamed' | 'sign' | 'isOnline' | 'send' | 'repeat'> = {
    gateHolding: () => ok(gate.enrolment),
    gateNamed: () => ok(gate.enrolment),
    sign(commandId, recipient, body) {
      const [issuedAt, expiresAt] = ['2026-03-01T05:00:00.000Z', '2026-03-04T05:00:00.000Z'];
      const command = commandSchema.parse({ commandId, recipient, issuedAt, expiresAt, body });
      return { command, text: signMessage('custody-command+json', command, centre.signer).text };
    },
    isOnline: () => false,
    send() {},
    repeat() {},
  };
  const log = pino({ enabled: false });
  const shared = {
    callBacks,
    troubleOfCall: () => undefined,
    dispatch,
    clock: systemClock,
    random: systemRandom,
    ttlHours: 72,
    log,
    onChange() {},
  };
  const eventId = '0195533f-7c00-7000-8000-000000000001';
  callBacks.add({ eventId, subject: asif, stationId: 'gate-1', ...releaseOrder(), answer: 'confirmed' });
  const cut = { ...callBacks, settle: () => expect.unreachable('the power fails before this') };
  expect(() => createOrders({ ...shared, commands, callBacks: cut }).settleCallBacks()).toThrow();
  expect(callBacks.waiting()).toHaveLength(1);
  createOrders({ ...shared, commands }).settleCallBacks();
  expect(callBacks.waiting()).toEqual([]);
  expect(callBacks.refused(10)).toEqual([]);
  expect(commands.latest(10)).toMatchObject([{ commandId: eventId, orderId: releaseOrder().orderId }]);
  store.close();
});
