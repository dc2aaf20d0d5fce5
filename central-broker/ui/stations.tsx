import { say } from '@custody-edge/ui-kit';
import { Code, Label, SignShape, Text, When } from '@custody-edge/ui-kit/components';
import type { OverviewView } from '../src/http/view.ts';
import { Nothing, Section } from './section.tsx';
import { byUrgency } from './station-care.ts';
import { wordsOf } from './words.ts';

/** One row a station, trouble first, each with its next action. */
export function Stations({ stations }: { stations: OverviewView['stations'] }) {
  return (
    <Section id="stations" title="centre.stations">
      {stations.length === 0 && <Nothing of="centre.no-stations" />}
      <ul class="stations">
        {byUrgency(stations).map(({ stationId, site, online, lastEventAt, health, care }) => (
          <li key={stationId} class={`station-row station-${care.sign}`}>
            <SignShape sign={care.sign} />
            <div>
              <p class="station-head">
                <strong>
                  <Code>{stationId}</Code>
                </strong>
                <Code>{site}</Code>
                <span>
                  <Label of={online ? 'centre.station-online' : 'centre.station-away'} />
                </span>
                {lastEventAt !== undefined && (
                  <span class="station-last">
                    <LastEvent at={lastEventAt} />
                  </span>
                )}
              </p>
              <ul class="station-next">
                {care.next.map((text) => (
                  <li key={text.en}>
                    <Text of={text} />
                  </li>
                ))}
              </ul>
              <p class="station-devices">
                {health?.devices.map(({ deviceId, kind, model, state }) => (
                  <span key={deviceId} class="station-device">
                    <SignShape sign={state === 'ready' ? 'go' : 'wait'} />
                    <Text of={wordsOf('device', kind)} /> <Code>{model}</Code>
                  </span>
                ))}
                {health && health.waiting > 0 && (
                  <span>
                    <Text of={say('next.events-waiting', { count: health.waiting })} />
                  </span>
                )}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function LastEvent({ at }: { at: string }) {
  return (
    <>
      <Label of="centre.last-event" /> <When at={at} />
    </>
  );
}
