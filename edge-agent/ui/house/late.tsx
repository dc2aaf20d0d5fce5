import { Label, SignShape, When } from '@custody-edge/ui-kit/components';
import type { LateLineView } from '../../src/house/view.ts';
import { Person } from '../gate/listed.tsx';
import { Body, Column, Listing, LookRecorded } from './listing.tsx';
import type { PartProps } from './part.ts';
import { useList } from './use-list.ts';

/** What should have been done by now, the longest overdue first, and whose duty it is. */
export function Late({ house }: PartProps) {
  const opened = useList<{ late: readonly LateLineView[] }>('/api/house/late', house.revision);
  return (
    <Body>
      <Listing opened={opened} isEmpty={({ late }) => late.length === 0} empty="house.nothing-late">
        {({ late }) => (
          <>
            <table class="house-table">
              <thead>
                <tr>
                  <Column of="person.name" />
                  <Column of="house.late-what" />
                  <Column of="house.late-since" />
                  <Column of="house.late-owner" />
                </tr>
              </thead>
              <tbody>
                {late.map(({ kind, subject, person, sign, since, owner }) => (
                  <tr key={`${kind} ${subject} ${since}`}>
                    <td>
                      <Person person={person} />
                    </td>
                    <td>
                      <span class="house-signed">
                        <SignShape sign={sign} />
                        <Label of={`house.late-${kind}`} />
                      </span>
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
            <LookRecorded />
          </>
        )}
      </Listing>
    </Body>
  );
}
