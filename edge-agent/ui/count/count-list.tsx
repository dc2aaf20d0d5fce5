import { say, wallTime } from '@custody-edge/ui-kit';
import { Button, Code, Label, Text, useKeys, Written } from '@custody-edge/ui-kit/components';
import { useState } from 'preact/hooks';
import type { countLists } from '../../src/count/actions.ts';
import type { CountLineView, CountListView, CountView } from '../../src/count/view.ts';
import type { WardView } from '../../src/people/shown.ts';
import { nameOf } from '../gate/person.ts';
import { Portrait } from '../gate/portrait.tsx';
import { Listing, LookRecorded } from '../house/listing.tsx';
import { useList } from '../house/use-list.ts';
import { ByHandDialog, ExplainDialog } from './dialogs.tsx';
import type { PressCount } from './press.ts';

/** Whom the page lists. */
export interface ListShown {
  readonly list: (typeof countLists)[number];
  readonly ward?: WardView;
}

const titles = { missing: 'count.who-missing', twice: 'count.who-twice', outside: 'count.who-outside' } as const;
type Asked = { readonly what: 'by-hand' | 'explain'; readonly line: CountLineView };

/** Who is short, ward by ward, with everything that can be done about each. */
export function CountList({
  count,
  shown: { list, ward },
  press,
  onLeave,
  onEscaped,
}: {
  count: CountView;
  shown: ListShown;
  press: PressCount;
  onLeave: () => void;
  onEscaped?: (subject: string) => void;
}) {
  const [page, setPage] = useState(1);
  const [asked, setAsked] = useState<Asked>();
  const query = new URLSearchParams({ list, page: String(page), ...(ward && { ward: ward.id }) });
  const opened = useList<CountListView>(`/api/count/list?${query}`, count.revision);
  useKeys(asked ? {} : { Escape: onLeave });
  const close = () => setAsked(undefined);
  return (
    <div class="tally-list-page">
      <header class="tally-head">
        <h1 class="prose">
          <Label of={titles[list]} />
          {ward && (
            <>
              {' · '}
              <Text of={ward.name} />
            </>
          )}
        </h1>
        {ward && count.where?.id !== ward.id && (
          <Button rank="other" onPress={() => void press({ action: 'stand-in', where: ward.id })}>
            <Label of="count.count-here" />
          </Button>
        )}
        <Button rank="main" onPress={onLeave}>
          <Label of="count.to-numbers" />
        </Button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, by the keyboard as well */}
      <div class="tally-list" tabIndex={0}>
        <Listing opened={opened} isEmpty={({ count: all }) => all === 0} empty="count.nobody-short">
          {({ lines, pages, page: present }) => (
            <>
              <ol>
                {lines.map((line) => (
                  <Line
                    key={line.person.subject}
                    line={line}
                    list={list}
                    onAsk={setAsked}
                    {...(onEscaped && { onEscaped })}
                  />
                ))}
              </ol>
              {pages > 1 && (
                <div class="tally-pages">
                  <Button rank="quiet" disabled={present <= 1} onPress={() => setPage(present - 1)}>
                    <Label of="count.back" />
                  </Button>
                  <Text of={say('house.page-of', { page: present, pages })} />
                  <Button rank="quiet" disabled={present >= pages} onPress={() => setPage(present + 1)}>
                    <Label of="count.more" />
                  </Button>
                </div>
              )}
              <LookRecorded />
            </>
          )}
        </Listing>
      </div>
      {asked?.what === 'by-hand' && <ByHandDialog {...about(asked.line)} press={press} onLeave={close} />}
      {asked?.what === 'explain' && <ExplainDialog {...about(asked.line)} press={press} onLeave={close} />}
    </div>
  );
}

const about = ({ person }: CountLineView) => ({ person: nameOf(person), subject: person.subject });

function Line({
  line,
  list,
  onAsk,
  onEscaped,
}: {
  line: CountLineView;
  list: ListShown['list'];
  onAsk: (asked: Asked) => void;
  onEscaped?: (subject: string) => void;
}) {
  const { person, ward, state, explained, photograph, sightings } = line;
  return (
    <li class="tally-line">
      <Portrait person={person} photograph={photograph} size="beside" from="/api/count/photograph" />
      <div class="tally-who">
        <strong class="name">
          <Text of={nameOf(person)} />
        </strong>
        <span>
          <Code>{person.identity?.prisonerNumber ?? person.numberOnly ?? ''}</Code>
          {' · '}
          <Text of={ward.name} />
          {' · '}
          <Text of={state} />
        </span>
        {explained !== undefined && (
          <span class="tally-explained">
            <Written>{explained}</Written>
          </span>
        )}
        {sightings.map(({ seen, at, by, station, where }) => (
          <span key={seen}>
            <Text of={say('count.seen-at', { when: wallTime(at, Date.now()), station })} />{' '}
            <Label of={`count.by-${by}`} />
            {where && (
              <>
                {' · '}
                <Text of={where.name} />
              </>
            )}
          </span>
        ))}
      </div>
      {list === 'missing' && (
        <div class="tally-line-buttons">
          <Button rank="other" onPress={() => onAsk({ what: 'by-hand', line })}>
            <Label of="count.by-hand" />
          </Button>
          <Button rank="quiet" onPress={() => onAsk({ what: 'explain', line })}>
            <Label of="count.explain" />
          </Button>
          {onEscaped && (
            <Button rank="quiet" onPress={() => onEscaped(person.subject)}>
              <Label of="count.report-escape" />
            </Button>
          )}
        </div>
      )}
    </li>
  );
}
