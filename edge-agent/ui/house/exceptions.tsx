import { say } from '@custody-edge/ui-kit';
import { Code, Text, Written } from '@custody-edge/ui-kit/components';
import type { ExceptionCounts, ExceptionKind, OfficerExceptions } from '../../src/house/view.ts';
import { Body, Column, Listing } from './listing.tsx';
import type { PartProps } from './part.ts';
import { Period, periodOf } from './period.tsx';
import { useList } from './use-list.ts';

const kinds: readonly ExceptionKind[] = [
  'movements',
  'by-sight',
  'fingers-excepted',
  'fingers-unphotographed',
  'papers-refused',
  'children-refused',
  'stops',
  'lock-outs',
  'alarms-seen',
];

/** What went otherwise than it should, of each officer, in all and by day, beside how much they did. */
export function Exceptions({ house, address }: PartProps) {
  const days = periodOf(address);
  const opened = useList<{ officers: readonly OfficerExceptions[] }>(
    `/api/house/exceptions?days=${days}`,
    house.recorded,
  );
  return (
    <Body>
      <Period address={address} />
      <Listing opened={opened} isEmpty={({ officers }) => officers.length === 0} empty="house.no-officer">
        {({ officers }) => (
          <table class="house-table">
            <thead>
              <tr>
                <Column of="house.officer" />
                {kinds.map((kind) => (
                  <Column key={kind} of={`house.kind-${kind}`} number />
                ))}
              </tr>
            </thead>
            {officers.map((officer) => (
              <Officer key={officer.officerId} officer={officer} />
            ))}
          </table>
        )}
      </Listing>
    </Body>
  );
}

function Officer({ officer: { officerId, name, total, byDay } }: { officer: OfficerExceptions }) {
  return (
    <tbody class="house-group">
      <tr class="house-total">
        <th scope="row">
          <Text of={say('officer.on-duty', { officerId })} /> {name !== undefined && <Written>{name}</Written>}
        </th>
        <Counts counts={total} />
      </tr>
      {byDay.map(({ day, counts }) => (
        <tr key={day}>
          <th scope="row" class="house-day">
            <Code>{day}</Code>
          </th>
          <Counts counts={counts} />
        </tr>
      ))}
    </tbody>
  );
}

const Counts = ({ counts }: { counts: ExceptionCounts }) =>
  kinds.map((kind) => (
    <td key={kind} class={`house-number ${counts[kind] === 0 ? 'house-zero' : ''}`}>
      <Code>{counts[kind].toLocaleString('en')}</Code>
    </td>
  ));
