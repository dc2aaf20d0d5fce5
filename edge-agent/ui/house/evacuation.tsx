import { say, wallTime } from '@custody-edge/ui-kit';
import { Code, Text } from '@custody-edge/ui-kit/components';
import type { EvacuationView } from '../../src/house/view.ts';
import { nameOf } from '../gate/person.ts';
import { Body, Column, Listing, LookRecorded } from './listing.tsx';
import type { PartProps } from './part.ts';
import { useList } from './use-list.ts';

/** Everybody inside by ward, to print and count by hand. */
export function Evacuation({ house }: PartProps) {
  const opened = useList<EvacuationView>('/api/house/evacuation', house.revision);
  return (
    <Body>
      <Listing opened={opened} isEmpty={({ count }) => count === 0} empty="house.nobody">
        {({ at, count, wards }) => (
          <>
            <h2 class="prose house-inside">
              <Text of={say('house.inside-now', { count: count.toLocaleString('en') })} />
              {' · '}
              <Text of={say('house.as-of', { when: wallTime(at, 0) })} />
            </h2>
            {wards.map(({ ward, people }) => (
              <section key={ward.id} class="house-ward">
                <h3 class="prose">
                  {house.wards.length > 0 && (
                    <>
                      <Text of={ward.name} />
                      {' · '}
                    </>
                  )}
                  <Text of={say('house.shown', { count: people.length.toLocaleString('en') })} />
                </h3>
                <table class="house-table">
                  <thead>
                    <tr>
                      <Column of="house.counted" />
                      <Column of="person.number" />
                      <Column of="person.name" />
                    </tr>
                  </thead>
                  <tbody>
                    {people.map((person) => (
                      <tr key={person.subject}>
                        <td class="house-box">
                          <span />
                        </td>
                        <td>
                          <Code>{person.identity?.prisonerNumber ?? person.numberOnly ?? ''}</Code>
                        </td>
                        <td class="name">
                          <Text of={nameOf(person)} />
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </section>
            ))}
            <LookRecorded />
          </>
        )}
      </Listing>
    </Body>
  );
}
