import { say } from '@custody-edge/ui-kit';
import { Label, Sign, Text, useLanguage } from '@custody-edge/ui-kit/components';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { GlassView } from '../../src/gate/finger/glass-view.ts';
import { watchGlass } from './glass.ts';

/**
 * The finger on the glass while it is read and a moment longer, with what to do next.
 * @param place `kept`: its room is there before a finger is; `above`: it lies over the page meanwhile
 */
export function FingerGlass({ place }: { place: 'kept' | 'above' }) {
  const [view, setView] = useState<GlassView>();
  useEffect(() => watchGlass(setView), []);
  if (!view && place === 'above') return null;
  return (
    <div class={`glass glass-${place}`}>
      {view ? <Picture view={view} /> : <Empty />}
      <div class="glass-says">
        {view && (
          <Sign sign={view.sign} size="line">
            <Text of={view.text} />
          </Sign>
        )}
      </div>
    </div>
  );
}

function Picture({ view: { width, height, greys } }: { view: GlassView }) {
  const { pick } = useLanguage();
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const picture = context.createImageData(width, height);
    picture.data.fill(255);
    const come = atob(greys);
    for (let at = 0; at < come.length; at += 1) picture.data.fill(come.charCodeAt(at), 4 * at, 4 * at + 3);
    context.putImageData(picture, 0, 0);
    return () => context.clearRect(0, 0, width, height);
  }, [width, height, greys]);
  return (
    <canvas
      ref={canvas}
      class="glass-picture"
      width={width}
      height={height}
      role="img"
      aria-label={pick(say('glass.picture'))}
    />
  );
}

function Empty() {
  return (
    <div class="glass-picture glass-empty">
      <svg viewBox="0 0 48 54" aria-hidden="true">
        <path d="M12 54V24a12 12 0 0 1 24 0v30M18 54V25a6 6 0 0 1 12 0v29M24 28v26" />
      </svg>
      <span class="visually-hidden">
        <Label of="glass.place" />
      </span>
    </div>
  );
}
