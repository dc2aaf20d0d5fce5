import type { RunningStation } from '@custody-edge/edge-agent';
import { type Command, type Signer, signMessage } from '@custody-edge/event-contract';
import { systemClock } from '@custody-edge/foundation';

export type Gate = Extract<RunningStation['station']['role'], { role: 'gate' }>['gate'];

/** Sends the gate a command as the centre signs it. */
export function command(gate: Gate, centre: Signer, body: Command['body']): void {
  const nowMs = systemClock.nowMs();
  const command: Command = {
    commandId: crypto.randomUUID(),
    recipient: 'gate-1',
    issuedAt: new Date(nowMs).toISOString(),
    expiresAt: new Date(nowMs + 60_000).toISOString(),
    body,
  };
  gate.onCommand(command, signMessage('custody-command+json', command, centre).text);
}
