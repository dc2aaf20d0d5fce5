import type { HandOver, OpenOrder, Pass, Transfer } from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { type MessageKey, say, wallTime } from '@custody-edge/ui-kit';
import type { Person } from '../../people/people.ts';
import type { BoardDesk, World } from '../desk.ts';
import { holdsAgeMinutes, holdsLimitMinutes, isDegraded } from '../order/holds-age.ts';
import { mayBeUnreadable, sightInstruction, sightTile, sightView } from '../sight/sight-view.ts';
import type { DeskView, TileView } from '../view.ts';
import { caseOf } from './board.ts';
import { explain, type Refusal, refusalsOf } from './decision.ts';
import { fingersNeeded, sightNeeded } from './identity.ts';
import { isExamined, isPassMovement, wordsFor } from './movements.ts';
import { mayGoToPolice, policeName } from './police.ts';
import { prisonName } from './prisons.ts';
import { isReleaseHour } from './release-window.ts';
import type { TileMeaning } from './vouch-meanings.ts';
import { canSign, validVouchings } from './vouching.ts';

/** A person's evidence as tiles, and what is still missing of it. */
export function boardView(
  desk: BoardDesk,
  person: Person,
  world: World,
): Omit<Extract<DeskView, { step: 'board' }>, 'person'> {
  const refusals = refusalsOf(caseOf(desk, person, world));
  const missing = refusals.map(explain);
  const sight = sightView(desk, person, world);
  return {
    step: 'board',
    movement: desk.movement,
    ...(desk.transfer && { prison: prisonName(desk.transfer.destination, world.policy) }),
    mayGoToPolice: mayGoToPolice(desk, person, world),
    ...policeView(desk),
    tiles: [
      ...paperTiles(desk, person, world, refusals),
      ...(isExamined(desk.movement) ? [examinationTile(person, world)] : []),
      ...fingerTiles(desk, person, world),
      ...(desk.movement === 'release' ? handoverTiles(desk, person, world) : []),
      ...approvalTiles(desk, person, world, refusals),
    ],
    ...(desk.movement === 'out-to-hospital' &&
      person.custody.state === 'RELEASE_PENDING' && { notice: say('gate.order-before-hospital') }),
    mayBeUnreadable: mayBeUnreadable(desk, person, world),
    ...(sight && { sight }),
    instruction:
      desk.again ??
      (sight && sightInstruction(desk, sight, world)) ??
      (missing.length === 0 ? say('gate.confirm-movement') : instructionFor(desk, person, world)),
    again: desk.again !== undefined,
    missing,
  };
}

function instructionFor(desk: BoardDesk, person: Person, world: World): BilingualText {
  if (sightNeeded(desk, person, world)) return say('gate.officers-next');
  if (desk.identity.length === 0) return say('gate.put-any-finger');
  if (desk.identity.length < fingersNeeded(desk, person, world)) return say('gate.put-second-finger');
  if (isExamined(desk.movement)) return say('gate.examination-missing');
  return say('gate.officers-next');
}

function fingerTiles(desk: BoardDesk, person: Person, world: World): TileView[] {
  const matched = (index: number) => desk.identity[index] && say('gate.confirmed');
  if (desk.sight && desk.identity.length < fingersNeeded(desk, person, world))
    return [
      ...desk.identity.map((_, index) => tile('identity', 'gate.tile-finger', matched(index), say('gate.confirmed'))),
      sightTile(desk, person, world),
    ];
  return Array.from({ length: fingersNeeded(desk, person, world) }, (_, index) =>
    tile('identity', 'gate.tile-finger', matched(index), say('gate.put-any-finger')),
  );
}

function paperTiles(desk: BoardDesk, person: Person, world: World, refusals: readonly Refusal[]): TileView[] {
  const { movement, pass, subject } = desk;
  if (movement === 'release')
    return [
      ...orderTiles(desk, person, world),
      ...windowTiles(world),
      holdsTile(desk, person, world, refusals),
      ...policeTiles(desk, refusals),
    ];
  if (movement === 'out-to-court') {
    const order = world.courtOrder(subject);
    const text = order && plain([order.orderId, order.court, order.caseNumber]);
    return [tile('order', 'gate.tile-court-order', text, say('gate.not-on-list'))];
  }
  if (isPassMovement(movement)) {
    return [tile('pass', 'gate.tile-pass', pass && passText(pass, world), say('gate.pass-missing'))];
  }
  if (movement === 'transfer-dispatched') {
    return [
      tile('pass', 'gate.tile-transfer', desk.transfer && orderText(desk.transfer, world), say('gate.pass-missing')),
    ];
  }
  const { absence, site } = person.custody;
  if (movement === 'transfer-received') {
    const text =
      absence && beside(plain([absence.paper]), say('gate.from-prison', { prison: prisonName(site, world.policy) }));
    return [tile('order', 'gate.tile-transfer', text, say('gate.not-expected'))];
  }
  const place =
    absence && (movement === 'back-from-transfer' ? prisonName(absence.place, world.policy) : plain([absence.place]));
  return [tile('order', 'gate.tile-pass', place && beside(plain([absence.paper]), place), say('gate.not-out'))];
}

/** Everything that officers sign of it. */
const passText = ({ paper, authority, place, escort, dueBack }: Pass, { nowMs }: World): BilingualText =>
  beside(plain([paper, authority, place, escort]), say('gate.back-by', { when: wallTime(dueBack, nowMs) }));

const orderText = (
  { paper, authority, destination, escort, fitness, dueBack }: Transfer,
  { policy, nowMs }: World,
): BilingualText =>
  beside(
    plain([paper, authority]),
    prisonName(destination, policy),
    plain([escort]),
    say('gate.fit-to-travel', { certificate: fitness }),
    say('gate.there-by', { when: wallTime(dueBack, nowMs) }),
  );

/** Every order that is open: what was presented is there, the rest is asked for. */
function orderTiles(desk: BoardDesk, { custody }: Person, world: World): TileView[] {
  const open = new Map(custody.openOrders.map((order) => [order.orderId, order]));
  const presented = new Set(desk.orders.map(({ orderId }) => orderId));
  const missing = say('release-gap.order-not-confirmed');
  if (open.size === 0) return [tile('order', 'gate.tile-release-order', undefined, missing)];
  return Array.from(open.values(), (order) => {
    const { orderId, court, caseNumber } = order;
    const text = beside(...[plain([orderId, court, caseNumber]), ...howVerified(order, world)]);
    if (!presented.has(orderId)) return tile('order', 'gate.tile-release-order', undefined, text);
    const [query] = order.queries;
    if (!query) return { ...tile('order', 'gate.tile-release-order', text, text), ask: { orderId } };
    const asked = beside(...[plain([orderId, court]), askedText(query, world)]);
    return {
      kind: 'order',
      state: 'refused',
      title: say('gate.tile-release-order'),
      detail: asked,
      ask: { orderId, query: query.event },
    };
  });
}

function howVerified({ verified }: OpenOrder, { nowMs }: World): BilingualText[] {
  if (!verified) return [];
  const when = wallTime(verified.at, nowMs);
  if (verified.by === 'feed') return [say('gate.verified-by-feed', { when })];
  return [say('gate.verified-by-call-back', { when, officer: verified.officerId })];
}

function askedText({ askedAt, differs, answerDue }: OpenOrder['queries'][number], { nowMs }: World): BilingualText {
  const what = beside(...differs.map((one) => say(`differs.${one}`)));
  const asked = { what, when: wallTime(askedAt, nowMs) };
  return answerDue === undefined
    ? say('gate.order-asked', asked)
    : say('gate.order-asked-until', { ...asked, until: wallTime(answerDue, nowMs) });
}

/** The hours of release, where they are over or have not begun. */
function windowTiles({ policy: { releaseWindow }, nowMs }: World): TileView[] {
  if (!releaseWindow || isReleaseHour(releaseWindow, nowMs)) return [];
  const detail = say('gate.window-opens', { when: releaseWindow.from });
  return [{ kind: 'window', state: 'refused', title: say('gate.tile-window'), detail }];
}

function holdsTile(desk: BoardDesk, person: Person, world: World, refusals: readonly Refusal[]): TileView {
  const holds = world.holdsOf(desk.subject);
  const open = holds?.open ?? [];
  const cases = plain(open.flatMap(({ caseNumber, authority }) => [caseNumber, authority]));
  if (refusals.includes('release-gap.other-hold')) {
    const detail = mayGoToPolice(desk, person, world) ? beside(cases, say('police.may-take-over')) : cases;
    return { kind: 'holds', state: 'refused', title: say('gate.tile-holds'), detail };
  }
  const ageMinutes = holdsAgeMinutes(holds, world);
  const minutes = Math.floor(ageMinutes);
  const none = isDegraded(holds, world) ? 'gate.no-other-case-degraded' : 'gate.no-other-case';
  const said = open.length > 0 ? beside(cases, say('police.answered', { minutes })) : say(none, { minutes });
  const isFresh = ageMinutes <= holdsLimitMinutes(world);
  return tile('holds', 'gate.tile-holds', isFresh ? said : undefined, say('release-gap.holds-unknown'));
}

const policeView = ({ handOver }: BoardDesk) => {
  if (!handOver) return {};
  const { holds: _, ...written } = handOver;
  return { police: { name: policeName(handOver), written } };
};

/** Who takes the person over, with everything that officers sign of it. */
function policeTiles({ handOver }: BoardDesk, refusals: readonly Refusal[]): TileView[] {
  if (!handOver) return [];
  const against = (['release-gap.hand-over-incomplete', 'report.document-in-future'] as const).find((refusal) =>
    refusals.includes(refusal),
  );
  return [
    tile(
      'police',
      'gate.tile-police',
      against ? undefined : policeText(handOver),
      explain(against ?? 'release-gap.hand-over-incomplete'),
    ),
  ];
}

const policeText = (handOver: HandOver): BilingualText => {
  const { beltNumber, caseNumber, document } = handOver;
  return beside(
    policeName(handOver),
    say('police.belt', { number: beltNumber }),
    plain([caseNumber]),
    say(`hold-document.${document.kind}`),
    plain([document.number, document.authority, document.on]),
  );
};

/** Whether injuries were looked for since the person last moved, and when. */
function examinationTile({ subject, custody }: Person, world: World): TileView {
  const event = world.historyOf(subject).find(({ id }) => id === custody.examination);
  const seen = event && say('gate.examined-at', { when: wallTime(event.time, 0) });
  const shown = tile('examination', 'gate.tile-examination', seen, say('gate.examination-missing'));
  return seen ? shown : { ...shown, report: 'examination' };
}

/** What the medical officer and whoever hands back the property answer for. */
function handoverTiles(desk: BoardDesk, person: Person, world: World): TileView[] {
  const { medicalClearance, propertyReturn } = person.custody;
  const mayReturn = canSign('property-return', desk, person, world);
  return [
    vouchingTile(
      'medical-clearance',
      medicalClearance === undefined ? undefined : say('gate.cleared'),
      say('release-gap.medical-missing'),
      canSign('medical-clearance', desk, person, world),
    ),
    vouchingTile(
      'property-return',
      propertyReturn === undefined ? undefined : say('gate.returned'),
      say(mayReturn ? 'release-gap.property-missing' : 'gate.finger-before-property'),
      mayReturn,
    ),
  ];
}

/** Who answers for the movement; what they gave does not count yet where the house asks for another key or office. */
function approvalTiles(desk: BoardDesk, person: Person, world: World, refusals: readonly Refusal[]): TileView[] {
  const given = validVouchings(desk, person, world);
  const lacks = (['release-gap.senior-key-missing', 'release-gap.referral-missing'] as const).find((gap) =>
    refusals.includes(gap),
  );
  return wordsFor(desk.movement).map((meaning) => {
    const officer = given.find((one) => one.meaning === meaning)?.officerId;
    const counts = officer !== undefined && (meaning === 'release' || lacks === undefined);
    const missing = meaning === 'release' ? 'gate.sign-here' : (lacks ?? 'release-gap.second-officer-missing');
    return vouchingTile(
      meaning,
      counts ? say('gate.signed-by', { officer }) : undefined,
      say(missing === 'release-gap.referral-missing' ? referralText(world) : missing),
      canSign(meaning, desk, person, world),
    );
  });
}

const referralText = ({ policy }: World) =>
  policy.seniorRefersToHospital ? 'gate.referral-or-senior' : 'release-gap.referral-missing';

function vouchingTile(
  meaning: TileMeaning,
  present: BilingualText | undefined,
  missing: BilingualText,
  canBeSigned: boolean,
): TileView {
  const shown = tile('vouching', `gate.tile-${meaning}`, present, missing);
  return present === undefined && canBeSigned ? { ...shown, vouch: meaning } : shown;
}

function tile(
  kind: TileView['kind'],
  title: MessageKey & `gate.tile-${string}`,
  present: BilingualText | undefined,
  missing: BilingualText,
): TileView {
  return { kind, title: say(title), state: present ? 'present' : 'missing', detail: present ?? missing };
}

const beside = (...texts: readonly BilingualText[]): BilingualText => ({
  en: texts.map(({ en }) => en).join(' · '),
  ur: texts.map(({ ur }) => ur).join(' · '),
});

const plain = (parts: readonly string[]): BilingualText => ({ en: parts.join(' · '), ur: parts.join(' · ') });
