import type { StateHere } from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { Code, Label, Text, useLanguage } from '@custody-edge/ui-kit/components';
import { countOf, rollStates, statesIn, wardsIn } from './counts.ts';
import { Body } from './listing.tsx';
import type { PartProps } from './part.ts';
import { RollList } from './roll-list.tsx';
import { wardText } from './ward-text.ts';

type House = PartProps['house'];
const grouped = (count: number): string => count.toLocaleString('en');

/** How many people are in which state and ward; each number opens the list of those people. */
export function Roll(part: PartProps) {
  const { house, address } = part;
  if (address.value('list') !== '') return <RollList {...part} />;
  const open = (state: StateHere | '', ward: string) => () => address.go({ list: 'names', state, ward });
  return (
    <Body>
      <RollTable house={house} open={open} />
      <Bars house={house} />
    </Body>
  );
}

type Open = (state: StateHere | '', ward: string) => () => void;

function RollTable({ house: { counts, wards }, open }: { house: House; open: Open }) {
  const states = statesIn(counts);
  const rows =
    wards.length > 0
      ? wardsIn(
          counts,
          wards.map(({ id }) => id),
        )
      : [];
  return (
    <table class="house-table house-roll">
      <thead>
        <tr>
          <th scope="col">{wards.length > 0 && <Label of="ward.ward" />}</th>
          {states.map((state) => (
            <th key={state} scope="col" class="house-number">
              <Label of={`state.${state}`} />
            </th>
          ))}
          <th scope="col" class="house-number">
            <Label of="house.all" />
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((ward) => (
          <tr key={ward}>
            <th scope="row">
              <Text of={wardText(ward, wards)} />
            </th>
            {states.map((state) => (
              <NumberCell
                key={state}
                count={countOf(counts, state, ward)}
                of={[say(`state.${state}`), wardText(ward, wards)]}
                onPress={open(state, ward)}
              />
            ))}
            <NumberCell
              count={countOf(counts, undefined, ward)}
              of={[say('house.all'), wardText(ward, wards)]}
              onPress={open('', ward)}
            />
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr class="house-total">
          <th scope="row">
            <Label of="house.all" />
          </th>
          {states.map((state) => (
            <NumberCell
              key={state}
              count={countOf(counts, state)}
              of={[say(`state.${state}`)]}
              onPress={open(state, '')}
            />
          ))}
          <NumberCell count={countOf(counts)} of={[say('house.everybody')]} onPress={open('', '')} />
        </tr>
      </tfoot>
    </table>
  );
}

function NumberCell({ count, of, onPress }: { count: number; of: readonly BilingualText[]; onPress: () => void }) {
  const { pick } = useLanguage();
  return (
    <td class="house-number">
      {count === 0 ? (
        <span class="house-zero">
          <Code>0</Code>
        </span>
      ) : (
        <button
          type="button"
          class="house-count"
          aria-label={`${of.map(pick).join(' · ')}: ${grouped(count)}`}
          onClick={onPress}
        >
          <Code>{grouped(count)}</Code>
        </button>
      )}
    </td>
  );
}

/** The same as a picture: by state, and by ward of who is inside. */
function Bars({ house: { counts, wards } }: { house: House }) {
  const inside = counts.filter(({ state }) => state === 'IN_CUSTODY' || state === 'RELEASE_PENDING');
  const byState = rollStates
    .map((state) => ({ key: state, text: say(`state.${state}`), count: countOf(counts, state) }))
    .filter(({ count }) => count > 0);
  const byWard = wardsIn(
    inside,
    wards.map(({ id }) => id),
  ).map((ward) => ({
    key: ward,
    text: wardText(ward, wards),
    count: countOf(inside, undefined, ward),
  }));
  return (
    <div class="house-pictures">
      <BarChart title={say('house.state')} bars={byState} />
      {wards.length > 0 && (
        <BarChart title={say('house.inside-now', { count: grouped(countOf(inside)) })} bars={byWard} />
      )}
    </div>
  );
}

interface Bar {
  readonly key: string;
  readonly text: BilingualText;
  readonly count: number;
}

function BarChart({ title, bars }: { title: BilingualText; bars: readonly Bar[] }) {
  const longest = Math.max(1, ...bars.map(({ count }) => count));
  return (
    <figure class="house-bars">
      <figcaption class="prose">
        <Text of={title} />
      </figcaption>
      {bars.map(({ key, text, count }) => (
        <div key={key} class="house-bar">
          <span>
            <Text of={text} />
          </span>
          <span class="house-bar-room">
            <span class="house-bar-length" style={{ inlineSize: `${(100 * count) / longest}%` }} />
          </span>
          <Code>{grouped(count)}</Code>
        </div>
      ))}
    </figure>
  );
}
