import { type CustodyHere, isRelease } from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { type MessageKey, say } from '@custody-edge/ui-kit';
import type { GatePolicy } from '../../config.ts';
import type { Erases, ReportDesk, World } from '../desk.ts';
import { dayAt } from '../order/detention.ts';

/** What keeps the data of somebody who was released from being destroyed. */
export type ErasureObstacle = Extract<
  MessageKey,
  | 'report.not-written'
  | 'report.erasure-not-set'
  | 'report.erasure-waits'
  | 'report.erasure-unattested'
  | 'report.erasure-paper-unknown'
  | 'report.erasure-paper-ahead'
  | 'release-gap.other-hold'
  | 'release-gap.record-altered'
  | 'release-gap.clock-behind'
>;

type ErasureWorld = Pick<
  World,
  'historyOf' | 'holdsOf' | 'keyIdOf' | 'policy' | 'nowMs' | 'attestedMs' | 'clockIsBehind' | 'recordIsAltered'
>;

/** What would be destroyed now, and how long the station waited; undefined where it destroys nothing, or there is nothing left. */
export function erasureOf(
  subject: string,
  { historyOf, keyIdOf, policy }: Pick<ErasureWorld, 'historyOf' | 'keyIdOf' | 'policy'>,
): Erases | undefined {
  const keyId = keyIdOf(subject);
  const release = historyOf(subject).findLast(isRelease)?.id;
  const waitingDays = policy.erasure?.waitingDays;
  return keyId === undefined || release === undefined || waitingDays === undefined
    ? undefined
    : { keyId, release, waitingDays };
}

const dayMs = 86_400_000;

/** What an erasure lacks besides its paper and its words. */
export function gapsToErase(
  { subject, details, erases }: ReportDesk,
  { movedAt }: CustodyHere,
  world: ErasureWorld,
): ErasureObstacle[] {
  const { erasure } = world.policy;
  if (!erasure) return ['report.erasure-not-set'];
  const now = erasureOf(subject, world);
  const isSame = (['keyId', 'release', 'waitingDays'] as const).every((part) => now?.[part] === erases?.[part]);
  const paper = details?.report === 'erasure' ? details.paper : undefined;
  return [
    ...(world.recordIsAltered ? ['release-gap.record-altered' as const] : []),
    ...(world.clockIsBehind ? ['release-gap.clock-behind' as const] : []),
    ...waiting(endOfWaiting(movedAt, erasure.waitingDays), erasure.waitingDays, world),
    ...((world.holdsOf(subject)?.open.length ?? 0) > 0 ? ['release-gap.other-hold' as const] : []),
    ...(now && (!paper || isSame) ? [] : ['report.not-written' as const]),
    ...(paper && !erasure.papers.some(({ id }) => id === paper.kind) ? ['report.erasure-paper-unknown' as const] : []),
    ...(paper && paper.date > dayAt(world.nowMs) ? ['report.erasure-paper-ahead' as const] : []),
  ];
}

/** Why nobody need begin to write an erasure down yet; undefined where they may, or where something else than time stands against it. */
export function waitToErase(
  { state, movedAt }: CustodyHere,
  world: Pick<ErasureWorld, 'policy' | 'nowMs' | 'attestedMs'>,
): BilingualText | undefined {
  const { erasure } = world.policy;
  if (!erasure) return say('report.erasure-not-set');
  const overMs = endOfWaiting(movedAt, erasure.waitingDays);
  const [gap] = state === 'RELEASED' ? waiting(overMs, erasure.waitingDays, world) : [];
  return gap && (gap === 'report.erasure-waits' ? say('report.erasure-waits-until', { day: dayAt(overMs) }) : say(gap));
}

const endOfWaiting = (releasedAt: string, days: number): number => Date.parse(releasedAt) + days * dayMs;

/** Where days are to be waited the centre’s word tells that they have passed: anybody can set a clock forward. */
function waiting(
  overMs: number,
  days: number,
  { nowMs, attestedMs }: Pick<ErasureWorld, 'nowMs' | 'attestedMs'>,
): ('report.erasure-waits' | 'report.erasure-unattested')[] {
  if (overMs > nowMs) return ['report.erasure-waits'];
  return days > 0 && overMs > attestedMs ? ['report.erasure-unattested'] : [];
}

/** What the house calls a kind of paper; its id where it is not configured any more. */
export function paperName(kind: string, { erasure }: Pick<GatePolicy, 'erasure'>): BilingualText {
  const known = erasure?.papers.find(({ id }) => id === kind);
  return known ? { en: known.en, ur: known.ur } : { en: kind, ur: kind };
}
