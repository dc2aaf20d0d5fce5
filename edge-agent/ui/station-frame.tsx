import type { BilingualText } from '@custody-edge/foundation';
import { Button, Label, Sign, StatusBar, Text, usePointerWithoutFocus } from '@custody-edge/ui-kit/components';
import type { ComponentChildren } from 'preact';
import type { StatusView } from '../src/station/status-view.ts';
import { statusItems, troubles } from './status.ts';

/** What every station page has around it: trouble in words, the last refusal, the status bar. */
export function StationFrame({
  status,
  above,
  refusal,
  onCloseRefusal,
  children,
}: {
  status: StatusView;
  above?: ComponentChildren;
  refusal: BilingualText | undefined;
  onCloseRefusal: () => void;
  children: ComponentChildren;
}) {
  usePointerWithoutFocus();
  const trouble = troubles(status);
  return (
    <div class="station">
      {above}
      <main class="station-page">{children}</main>
      {refusal && (
        <div class="refusal">
          <Sign sign="wait" size="line">
            <Text of={refusal} />
          </Sign>
          <Button rank="quiet" onPress={onCloseRefusal}>
            <Label of="common.understood" />
          </Button>
        </div>
      )}
      {trouble.length > 0 && (
        <ul class="troubles">
          {trouble.map(({ id, text }) => (
            <li key={id}>
              <Sign sign="wait" size="line">
                <Text of={text} />
              </Sign>
            </li>
          ))}
        </ul>
      )}
      <StatusBar items={statusItems(status)} station={`${status.site} / ${status.stationId}`} />
    </div>
  );
}
