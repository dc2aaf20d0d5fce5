import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

/** As long as nobody leans on a key by mistake, and nobody in a hurry gives up. */
const heldMs = 2_000;
const around = 2 * Math.PI * 26;

/** A button that does its work only once it has been held: its ring fills meanwhile, and empties when it is let go. By touch, Enter or Space. */
export function HoldButton({
  onHeld,
  disabled = false,
  children,
}: {
  onHeld: () => void;
  disabled?: boolean;
  children: ComponentChildren;
}) {
  const [since, setSince] = useState<number>();
  const [share, setShare] = useState(0);
  const done = useRef(onHeld);
  done.current = onHeld;
  useEffect(() => {
    if (since === undefined) return;
    let frame = 0;
    const look = () => {
      const now = Math.min(1, (performance.now() - since) / heldMs);
      setShare(now);
      if (now < 1) {
        frame = requestAnimationFrame(look);
        return;
      }
      setSince(undefined);
      done.current();
    };
    frame = requestAnimationFrame(look);
    return () => {
      cancelAnimationFrame(frame);
      setShare(0);
    };
  }, [since]);
  const press = () => setSince(performance.now());
  const release = () => setSince(undefined);
  const isKey = ({ key }: KeyboardEvent): boolean => key === 'Enter' || key === ' ';
  return (
    <button
      type="button"
      class="button button-hold"
      disabled={disabled}
      onPointerDown={press}
      onPointerUp={release}
      onPointerLeave={release}
      onPointerCancel={release}
      onBlur={release}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (!isKey(event) || event.repeat) return;
        event.preventDefault();
        press();
      }}
      onKeyUp={(event) => {
        if (isKey(event)) release();
      }}
    >
      <svg class="hold-ring" viewBox="0 0 64 64" aria-hidden="true">
        <circle class="hold-room" cx="32" cy="32" r="26" />
        <circle class="hold-fill" cx="32" cy="32" r="26" stroke-dasharray={`${share * around} ${around}`} />
      </svg>
      <span class="prose">{children}</span>
    </button>
  );
}
