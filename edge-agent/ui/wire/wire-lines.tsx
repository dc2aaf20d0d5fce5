import type { BilingualText } from '@custody-edge/foundation';
import { say, wallTime } from '@custody-edge/ui-kit';
import { act, Button, Code, Label, Sign, Text, useLanguage } from '@custody-edge/ui-kit/components';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { StatusView } from '../../src/station/status-view.ts';
import type { WireLineView, WireView } from '../../src/wire/view.ts';
import { saveFile } from '../save-file.ts';
import { asText, type KeptLines, type LineFilter, leftOutText, matching, timeOf } from './lines.ts';
import { useWireLines } from './use-wire-lines.ts';

/** Lines that are drawn; older ones are in the file. */
const drawnLines = 300;

/** What crosses the lines of the devices that were chosen, live. */
export function WireLines({ wire, status }: { wire: WireView; status: StatusView }) {
  const { pick } = useLanguage();
  const live = useWireLines(wire.id);
  const [paused, setPaused] = useState<KeptLines>();
  const [filter, setFilter] = useState<LineFilter>({ find: '', from: '', deviceId: '' });
  const [refusal, setRefusal] = useState<BilingualText>();
  const kept = paused ?? live;
  const found = matching(kept.lines, filter);
  const shown = found.slice(-drawnLines);
  const several = wire.devices.length > 1;
  const nameOf = (id: string): BilingualText => {
    const kind = status.devices.find((device) => device.id === id)?.kind;
    return kind ? say('wire.device', { device: say(`device.${kind}`), id }) : { en: id, ur: id };
  };
  const save = async () => {
    const refused = await act('/api/wire/saved', {});
    setRefusal(refused);
    if (refused) return;
    const officer = status.duty.state === 'signed-in' ? status.duty.officerId : '';
    const head = `${status.site} / ${status.stationId}  ${wire.devices.join(', ')}  officer ${officer}`;
    saveFile(`wire-${status.stationId}-${fileTime()}.txt`, asText(head, found), 'text/plain');
  };
  const stop = async () => setRefusal(await act('/api/wire/close', {}));
  const notes: readonly BilingualText[] = [
    ...(refusal ? [refusal] : []),
    ...(paused ? [say('wire.since-pause', { count: counted(live.next - paused.next) })] : []),
    ...(kept.missed > 0 ? [say('wire.missed', { count: counted(kept.missed) })] : []),
    ...(kept.older > 0 ? [say('wire.older', { count: counted(kept.older) })] : []),
  ];
  return (
    <div class="step wire">
      <h1 class="step-title">
        <span class="prose">{several ? <Label of="wire.all" /> : <Text of={nameOf(wire.devices[0] ?? '')} />}</span>
        <span class="wire-until">
          <Text of={say('wire.closes-at', { time: wallTime(wire.closesAt, Date.now()) })} />
        </span>
      </h1>
      <div class="wire-tools">
        <Button rank="main" onPress={() => setPaused(paused ? undefined : live)}>
          <Label of={paused ? 'wire.go-on' : 'wire.pause'} />
        </Button>
        <Button rank="other" onPress={() => void save()}>
          <Label of="wire.save" />
        </Button>
        <Button rank="other" onPress={() => void stop()}>
          <Label of="wire.stop" />
        </Button>
        <input
          type="search"
          class="wire-field wire-find"
          dir="auto"
          maxLength={120}
          autocomplete="off"
          spellcheck={false}
          placeholder={pick(say('wire.find'))}
          aria-label={pick(say('wire.find'))}
          onInput={({ currentTarget: { value } }) => setFilter({ ...filter, find: value })}
        />
        <select
          class="wire-field"
          aria-label={pick(say('wire.which-way'))}
          onChange={({ currentTarget: { value } }) =>
            setFilter({ ...filter, from: value === 'device' || value === 'station' ? value : '' })
          }
        >
          <option value="">{pick(say('wire.both-ways'))}</option>
          <option value="device">{pick(say('wire.from-device'))}</option>
          <option value="station">{pick(say('wire.to-device'))}</option>
        </select>
        {several && (
          <select
            class="wire-field"
            aria-label={pick(say('wire.which-device'))}
            onChange={({ currentTarget: { value } }) => setFilter({ ...filter, deviceId: value })}
          >
            <option value="">{pick(say('wire.all'))}</option>
            {wire.devices.map((id) => (
              <option key={id} value={id}>
                {pick(nameOf(id))}
              </option>
            ))}
          </select>
        )}
      </div>
      {notes.map((note) => (
        <Sign key={note.en} sign={note === refusal ? 'wait' : 'information'} size="line">
          <Text of={note} />
        </Sign>
      ))}
      <LineList lines={shown} several={several} isEmpty={kept.lines.length === 0} follows={paused === undefined} />
    </div>
  );
}

function LineList({
  lines,
  several,
  isEmpty,
  follows,
}: {
  lines: readonly WireLineView[];
  several: boolean;
  isEmpty: boolean;
  /** Whether the newest line is kept in sight. */
  follows: boolean;
}) {
  const { pick } = useLanguage();
  const list = useRef<HTMLElement>(null);
  const newest = lines.at(-1)?.number;
  useEffect(() => {
    if (follows && newest !== undefined && list.current) list.current.scrollTop = list.current.scrollHeight;
  }, [follows, newest]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys.
    <section ref={list} class="step-body wire-list" tabIndex={0} aria-label={pick(say('wire.lines'))}>
      {lines.length === 0 && (
        <p class="hint prose">
          <Label of={isEmpty ? 'wire.nothing-yet' : 'wire.none-fits'} />
        </p>
      )}
      <ol dir="ltr">
        {lines.map((line) => (
          <Line key={line.number} line={line} several={several} />
        ))}
      </ol>
    </section>
  );
}

/** Bytes run from left to right in every language. */
function Line({ line, several }: { line: WireLineView; several: boolean }) {
  const { language, pick } = useLanguage();
  const { from, rows, leftOut, deviceId } = line;
  return (
    <li class={`wire-line wire-line-${from}`}>
      <span class="wire-head">
        <Code>{timeOf(line)}</Code>
        {several && <Code>{deviceId}</Code>}
        <span class="wire-way" lang={language}>
          {from === 'device' ? '← ' : '→ '}
          <span class="wire-way-words">{pick(say(from === 'device' ? 'wire.from-device' : 'wire.to-device'))}</span>
        </span>
      </span>
      {rows.length > 0 && <pre class="wire-hex">{rows.map(({ hex }) => hex).join('\n')}</pre>}
      {rows.length > 0 && <pre class="wire-text">{rows.map(({ text }) => text).join('\n')}</pre>}
      {leftOut && (
        <p class="wire-left-out" dir={language === 'ur' ? 'rtl' : 'ltr'} lang={language}>
          <Text of={leftOutText(leftOut)} />
        </p>
      )}
    </li>
  );
}

const counted = (count: number): string => count.toLocaleString('en');
const fileTime = (): string => new Date().toISOString().slice(0, 19).replaceAll(':', '');
