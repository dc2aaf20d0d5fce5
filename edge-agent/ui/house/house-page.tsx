import { say, wallTime } from '@custody-edge/ui-kit';
import {
  Button,
  Code,
  Label,
  type PlainMessageKey,
  Sign,
  SignShape,
  Text,
  useAddress,
  useLanguage,
} from '@custody-edge/ui-kit/components';
import { useEffect } from 'preact/hooks';
import type { DeskAction } from '../../src/gate/actions.ts';
import type { HouseView } from '../../src/house/view.ts';
import { StationFrame } from '../station-frame.tsx';
import { useAction } from '../use-action.tsx';
import { AlarmsPart } from './alarms.tsx';
import { Evacuation } from './evacuation.tsx';
import { Exceptions } from './exceptions.tsx';
import { Late } from './late.tsx';
import type { PartProps } from './part.ts';
import { Reviews } from './reviews.tsx';
import { Roll } from './roll.tsx';
import './house.css';
import './print.css';

const parts = ['roll', 'late', 'pending', 'reviews', 'exceptions', 'alarms', 'evacuation'] as const;
type PartName = (typeof parts)[number];

/** The superintendent's page: a desk with a mouse, not a kiosk. */
export function HousePage({ view }: { view: HouseView }) {
  const { press, refusal, closeRefusal } = useAction<DeskAction>('/api/desk', 'house');
  useEffect(() => {
    const { dataset } = document.documentElement;
    const { place } = dataset;
    dataset.place = 'desk';
    return () => {
      if (place !== undefined) dataset.place = place;
    };
  }, []);
  return (
    <StationFrame status={view.status} refusal={refusal} onCloseRefusal={closeRefusal}>
      {view.house ? <House house={view.house} press={press} status={view.status} /> : <NotForThis />}
    </StationFrame>
  );
}

function NotForThis() {
  return (
    <div class="house-closed">
      <Sign sign="wait" size="line">
        <Label of="house.who-may" />
      </Sign>
      <ToGate />
    </div>
  );
}

const ToGate = () => (
  <Button rank="quiet" onPress={() => location.assign('/')}>
    <Label of="house.to-gate" />
  </Button>
);

function House({ house, press, status }: Pick<PartProps, 'house' | 'press'> & Pick<HouseView, 'status'>) {
  const address = useAddress();
  const { pick } = useLanguage();
  const shown = parts.find((part) => part === address.value('show')) ?? 'roll';
  const counted: Partial<Record<PartName, number>> = {
    late: house.late,
    pending: house.pending,
    reviews: house.reviewable,
    alarms: house.alarms,
  };
  const part = { house, press, address };
  return (
    <div class="house-page">
      <header class="house-head">
        <h1 class="prose">
          <Label of="house.page" />
        </h1>
        <nav class="house-parts" aria-label={pick(say('house.parts'))}>
          {parts.map((name) => (
            <Tab
              key={name}
              label={`house.part-${name}`}
              count={counted[name] ?? 0}
              warns={name === 'late' || name === 'alarms'}
              current={name === shown}
              onPress={() => address.go({ ...emptyAddress, show: name })}
            />
          ))}
        </nav>
        <Button rank="quiet" onPress={() => print()}>
          <Label of="house.print" />
        </Button>
        <ToGate />
        <Printed status={status} />
      </header>
      <Part name={shown} {...part} />
    </div>
  );
}

/** Stands on paper only: where it was printed, when and by whom. */
function Printed({ status: { site, duty } }: Pick<HouseView, 'status'>) {
  const officer = duty.state === 'signed-in' ? duty.officerId : '';
  return (
    <p class="house-printed">
      <Text of={say('house.printed', { site, when: wallTime(new Date().toISOString(), 0), officer })} />
    </p>
  );
}

/** What belongs to one part of the page only. */
const emptyAddress = { list: '', state: '', ward: '', q: '', sort: '', page: '', days: '' };

function Tab({
  label,
  count,
  warns,
  current,
  onPress,
}: {
  label: PlainMessageKey;
  count: number;
  warns: boolean;
  current: boolean;
  onPress: () => void;
}) {
  return (
    <button type="button" class="house-tab" aria-current={current ? 'page' : undefined} onClick={onPress}>
      {count > 0 && warns && <SignShape sign="wait" />}
      <Label of={label} />
      {count > 0 && (
        <strong>
          <Code>{count}</Code>
        </strong>
      )}
    </button>
  );
}

function Part({ name, ...part }: PartProps & { name: PartName }) {
  switch (name) {
    case 'roll':
      return <Roll {...part} />;
    case 'late':
      return <Late key="late" {...part} list="late" />;
    case 'pending':
      return <Late key="pending" {...part} list="pending" />;
    case 'reviews':
      return <Reviews {...part} />;
    case 'exceptions':
      return <Exceptions {...part} />;
    case 'alarms':
      return <AlarmsPart {...part} />;
    case 'evacuation':
      return <Evacuation {...part} />;
  }
}
