import { say } from '@custody-edge/ui-kit';
import { Label, SignShape, Text, When } from '@custody-edge/ui-kit/components';
import type { LateLineView } from '../../src/house/view.ts';
import { HeldBy } from '../gate/held-by.tsx';
import { Person } from '../gate/listed.tsx';
import { Body, Column, Listing, LookRecorded } from './listing.tsx';
import type { PartProps } from './part.ts';
import { useList } from './use-list.ts';

/** What a list of things to be done is called: those that should be done by now, and those that admissions left open. */
const words = {
  late: { what: 'house.late-what', since: 'house.late-since', none: 'house.nothing-late' },
  pending: { what: 'house.pending-what', since: 'house.pending-since', none: 'house.nothing-pending' },
} as const;

/** What is to be done of people, the longest overdue first, and whose duty it is. */
export function Late({ house, list }: PartProps & { list: keyof typeof words }) {
  const opened = useList<{ late: readonly LateLineView[]; more?: number }>(`/api/house/${list}`, house.revision);
  const { what, since: sinceWhen, none } = words[list];
  return (
    <Body>
      <Listing opened={opened} isEmpty={({ late }) => late.length === 0} empty={none}>
        {({ late, more = 0 }) => (
          <>
            <table class="house-table">
              <thead>
                <tr>
                  <Column of="person.name" />
                  <Column of={what} />
                  <Column of={sinceWhen} />
                  <Column of="house.late-owner" />
                </tr>
              </thead>
              <tbody>
                {late.map(({ kind, subject, person, sign, since, owner, heldBy = [] }) => (
                  <tr key={`${kind} ${subject} ${since}`}>
                    <td>
                      <Person person={person} />
                    </td>
                    <td>
                      <span class="house-signed">
                        <SignShape sign={sign} />
                        <Label of={`house.late-${kind}`} />
                      </span>
                      {heldBy.map((hold) => (
                        <HeldBy key={hold.event} hold={hold} />
                      ))}
                    </td>
                    <td>
                      <When at={since} />
                    </td>
                    <td>
                      <Label of={`role.${owner}`} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            {more > 0 && (
              <p class="house-note">
                <Text of={say('house.pending-more', { count: more })} />
              </p>
            )}
            <LookRecorded />
          </>
        )}
      </Listing>
    </Body>
  );
}
