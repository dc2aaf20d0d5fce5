import { say } from '@custody-edge/ui-kit';
import { Button, Label, SignShape, Text, When } from '@custody-edge/ui-kit/components';
import type { AlarmView } from '../../src/house/view.ts';
import type { Press } from '../gate/press.ts';
import { Body, Column, Listing } from './listing.tsx';
import type { PartProps } from './part.ts';
import { Period, periodOf } from './period.tsx';
import { useList } from './use-list.ts';

/** Alarms, the newest first, and who has seen each, when. */
export function AlarmsPart({ house, address, press }: PartProps) {
  const opened = useList<{ alarms: readonly AlarmView[] }>(
    `/api/house/alarms?days=${periodOf(address)}`,
    house.recorded,
  );
  return (
    <Body>
      <Period address={address} />
      <Listing opened={opened} isEmpty={({ alarms }) => alarms.length === 0} empty="house.no-alarms">
        {({ alarms }) => (
          <table class="house-table">
            <thead>
              <tr>
                <Column of="centre.time" />
                <Column of="house.alarm" />
                <Column of="house.officer" />
                <Column of="house.alarm-seen" />
              </tr>
            </thead>
            <tbody>
              {alarms.map((alarm) => (
                <tr key={alarm.id}>
                  <td>
                    <When at={alarm.at} />
                  </td>
                  <td>
                    <span class="house-signed">
                      <SignShape sign={alarm.sign} />
                      <Text of={alarm.text} />
                    </span>
                  </td>
                  <td>
                    {alarm.officerId !== undefined && (
                      <Text of={say('officer.on-duty', { officerId: alarm.officerId })} />
                    )}
                  </td>
                  <td>
                    <Seen alarm={alarm} press={press} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Listing>
    </Body>
  );
}

function Seen({ alarm: { id, seen, unseen, open }, press }: { alarm: AlarmView; press: Press }) {
  if (seen)
    return (
      <>
        {seen.officerId !== undefined && <Text of={say('officer.on-duty', { officerId: seen.officerId })} />}{' '}
        <When at={seen.at} />
      </>
    );
  if (open)
    return (
      <Button rank="other" onPress={() => void press({ action: 'acknowledge-alarm', id })}>
        <Label of="gate.alarm-seen" />
      </Button>
    );
  return unseen ? <Label of="house.alarm-unseen" /> : null;
}
