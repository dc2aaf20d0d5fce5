import { say } from '@custody-edge/ui-kit';
import { Button, Code, Label, type PlainMessageKey, Text, useLanguage, When } from '@custody-edge/ui-kit/components';
import { useEffect, useState } from 'preact/hooks';
import type { RollOrder } from '../../src/house/requests.ts';
import type { RollPersonView, RollView } from '../../src/house/view.ts';
import { listed, nameOf } from '../gate/person.ts';
import { rollStates } from './counts.ts';
import { ExportDialog } from './export-dialog.tsx';
import { Body, Listing, LookRecorded } from './listing.tsx';
import type { PartProps } from './part.ts';
import { useList } from './use-list.ts';
import { wardText } from './ward-text.ts';

/** How long the typing rests before it is searched for. */
const restMs = 300;

/** The people behind one number of the roll: to search, sort, print, send on by its address, and take out with two officers. */
export function RollList({ house, address }: PartProps) {
  const { pick } = useLanguage();
  const [exporting, setExporting] = useState(false);
  const [state, ward, q, page] = (['state', 'ward', 'q', 'page'] as const).map((name) => address.value(name));
  const sort = address.value('sort') || 'number';
  const part = { ...(state && { state }), ...(ward && { ward }), ...(q && { q }) };
  const asked = new URLSearchParams({ ...part, sort, page: page || '1' });
  const opened = useList<RollView>(`/api/house/roll?${asked}`, house.revision);
  const named = rollStates.find((one) => one === state);
  const titles = [...(named ? [say(`state.${named}`)] : []), ...(ward ? [wardText(ward, house.wards)] : [])];
  return (
    <Body>
      <div class="house-tools">
        <h2 class="prose">
          <Text of={listed(titles.length > 0 ? titles : [say('house.everybody')])} />
        </h2>
        <Search
          query={q ?? ''}
          onSearch={(query) => address.change({ q: query, page: '' })}
          label={pick(say('house.search'))}
        />
        {opened.list && (
          <span>
            <Text of={say('house.shown', { count: opened.list.count.toLocaleString('en') })} />
          </span>
        )}
        <Button rank="other" onPress={() => setExporting(true)} disabled={!opened.list?.count}>
          <Label of="house.export" />
        </Button>
        <Button rank="quiet" onPress={() => address.go({ list: '', state: '', ward: '', q: '', sort: '', page: '' })}>
          <Label of="house.close-list" />
        </Button>
      </div>
      <Listing opened={opened} isEmpty={({ count }) => count === 0} empty="house.nobody">
        {(list) => (
          <>
            <People
              list={list}
              wards={house.wards}
              sort={sort}
              onSort={(by) => address.change({ sort: by, page: '' })}
            />
            <Pages list={list} onTurn={(to) => address.change({ page: String(to) })} />
            <LookRecorded />
          </>
        )}
      </Listing>
      {exporting && opened.list && (
        <ExportDialog
          url="/api/house/export"
          title={say('house.export-question', { count: opened.list.count.toLocaleString('en') })}
          asked={{ query: part }}
          onLeave={() => setExporting(false)}
        />
      )}
    </Body>
  );
}

function Search({ query, onSearch, label }: { query: string; onSearch: (query: string) => void; label: string }) {
  const [typed, setTyped] = useState(query);
  useEffect(() => {
    if (typed === query) return;
    const timer = setTimeout(() => onSearch(typed), restMs);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <input
      type="search"
      class="house-search"
      dir="auto"
      maxLength={120}
      autocomplete="off"
      spellcheck={false}
      value={typed}
      placeholder={label}
      aria-label={label}
      onInput={(event) => setTyped(event.currentTarget.value)}
    />
  );
}

const columns: readonly (readonly [by: RollOrder, label: PlainMessageKey])[] = [
  ['number', 'person.number'],
  ['name', 'person.name'],
  ['state', 'house.state'],
  ['ward', 'ward.ward'],
  ['since', 'house.since'],
];

function People({
  list: { people },
  wards,
  sort,
  onSort,
}: {
  list: RollView;
  wards: PartProps['house']['wards'];
  sort: string;
  onSort: (by: RollOrder) => void;
}) {
  const shown = columns.filter(([by]) => by !== 'ward' || wards.length > 0);
  return (
    <table class="house-table">
      <thead>
        <tr>
          {shown.map(([by, label]) => (
            <th key={by} scope="col" aria-sort={by === sort ? 'ascending' : undefined}>
              <button type="button" class="house-sort" onClick={() => onSort(by)}>
                <Label of={label} />
                <span aria-hidden="true">{by === sort ? '▾' : ''}</span>
              </button>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <Line key={person.subject} person={person} wards={wards} />
        ))}
      </tbody>
    </table>
  );
}

function Line({ person, wards }: { person: RollPersonView; wards: PartProps['house']['wards'] }) {
  const { identity, numberOnly, state, ward, since } = person;
  return (
    <tr>
      <td>
        <Code>{identity?.prisonerNumber ?? numberOnly ?? ''}</Code>
      </td>
      <td class="name">
        <Text of={nameOf(person)} />
      </td>
      <td>
        <Label of={`state.${state}`} />
      </td>
      {wards.length > 0 && <td>{ward ? <Text of={wardText(ward, wards)} /> : <Label of="ward.none" />}</td>}
      <td>
        <When at={since} />
      </td>
    </tr>
  );
}

function Pages({ list: { page, pages }, onTurn }: { list: RollView; onTurn: (page: number) => void }) {
  if (pages === 1) return null;
  return (
    <div class="house-pages">
      <Button rank="quiet" disabled={page <= 1} onPress={() => onTurn(page - 1)}>
        <Label of="house.previous" />
      </Button>
      <Text of={say('house.page-of', { page, pages })} />
      <Button rank="quiet" disabled={page >= pages} onPress={() => onTurn(page + 1)}>
        <Label of="house.next" />
      </Button>
    </div>
  );
}
