import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import type { Person } from '../../people/people.ts';
import type { ReportDesk, World } from '../desk.ts';
import { mayBeUnreadable, sightInstruction, sightTile, sightView } from '../sight/sight-view.ts';
import type { ReportView, TileView } from '../view.ts';
import { historyView } from './history.ts';
import { identityOf } from './identity.ts';
import { injuriesOnRecord } from './injuries.ts';
import { digestOfReport, signaturesOf, validSignatures } from './report-draft.ts';
import { gapsOfReport } from './report-gaps.ts';
import { chosenIn, subjectsOf } from './report-subject.ts';

/** A report in work, but whom it is about. */
export function reportView(desk: ReportDesk, person: Person, world: World): Omit<ReportView, 'person'> {
  const { subject, custody } = person;
  const { report, details } = desk;
  const history = world.historyOf(subject);
  const choices = subjectsOf(report, custody, history) ?? [];
  const about = details && chosenIn(details);
  const missing = gapsOfReport(desk, custody, world, identityOf(desk, person, world)).map((gap) => say(gap));
  const sight = sightView(desk, person, world);
  return {
    step: 'report',
    report,
    ...(details && { details }),
    choices: historyView(
      history.filter(({ id }) => choices.includes(id)),
      [],
      world,
    ),
    ...(about !== undefined && { about }),
    ...(report === 'erasure' && {
      papers: (world.policy.erasure?.papers ?? []).map(({ id, en, ur }) => ({ id, name: { en, ur } })),
    }),
    ...(report === 'examination' && { seenBefore: injuriesOnRecord(subject, custody.admission.at, world) }),
    tiles: [
      ...(report === 'recapture'
        ? [desk.sight && !desk.identity ? sightTile(desk, person, world) : fingerTile(desk)]
        : []),
      ...signatureTiles(desk, custody, world.nowMs),
    ],
    mayBeUnreadable: mayBeUnreadable(desk, person, world),
    ...(sight && { sight }),
    instruction:
      desk.again ?? (sight && sightInstruction(desk, sight, world)) ?? missing[0] ?? say('gate.confirm-movement'),
    again: desk.again !== undefined,
    missing,
  };
}

const fingerTile = ({ identity }: ReportDesk): TileView =>
  tile('identity', say('gate.tile-finger'), identity && say('gate.confirmed'), say('gate.put-any-finger'));

function signatureTiles(desk: ReportDesk, custody: Person['custody'], nowMs: number): TileView[] {
  const given = validSignatures(desk, custody, nowMs);
  return signaturesOf(desk.report).map((meaning): TileView => {
    const officer = given.find((one) => one.meaning === meaning)?.officerId;
    const signed = officer === undefined ? undefined : say('gate.signed-by', { officer });
    const canSign = digestOfReport(meaning, desk, custody) !== undefined;
    const shown = tile(
      'vouching',
      say(`gate.tile-${meaning}`),
      signed,
      say(canSign ? 'report.can-sign' : 'report.not-written'),
    );
    return canSign && !signed ? { ...shown, vouch: meaning } : shown;
  });
}

const tile = (
  kind: TileView['kind'],
  title: BilingualText,
  present: BilingualText | undefined,
  missing: BilingualText,
): TileView => ({ kind, title, state: present ? 'present' : 'missing', detail: present ?? missing });
