import { openHouse } from '../../../edge-agent/src/house/house-kit.ts';

/** A gate over a record of its own, without devices: its page is what is walked. */
export async function openGateHouse(...house: Parameters<typeof openHouse>) {
  const opened = await openHouse(...house);
  const url = await opened.server.listen({ host: '127.0.0.1', port: 0 });
  const { role } = opened.station;
  if (role.role !== 'gate') throw new Error('not a gate');
  return { ...opened, gate: role.gate, url };
}
export type GateHouse = Awaited<ReturnType<typeof openGateHouse>>;
