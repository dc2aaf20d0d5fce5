import { say } from '@custody-edge/ui-kit';
import { act, Button, Label, SignShape, Text } from '@custody-edge/ui-kit/components';
import { useEffect, useRef, useState } from 'preact/hooks';

/** How long before the page closes it says so. */
const warnMs = 15_000;
/** Who types or touches asks for more time once in so long. */
const askEveryMs = 5_000;

const stay = () => void act('/api/desk', { action: 'stay' });

/** Says when what is on the glass goes from it, and keeps it there while somebody touches or types. */
export function Closing({ closesInMs }: { readonly closesInMs: number | undefined }) {
  const closesAt = useRef(0);
  const [leftMs, setLeftMs] = useState<number>();

  useEffect(() => {
    if (closesInMs === undefined) return setLeftMs(undefined);
    closesAt.current = performance.now() + closesInMs;
    const look = () => setLeftMs(closesAt.current - performance.now());
    look();
    const timer = setInterval(look, 1_000);
    return () => clearInterval(timer);
  }, [closesInMs]);

  useEffect(() => {
    let askedAt = performance.now();
    const ask = () => {
      if (performance.now() - askedAt < askEveryMs) return;
      askedAt = performance.now();
      stay();
    };
    const touches = ['pointerdown', 'keydown', 'input'] as const;
    for (const touch of touches) addEventListener(touch, ask);
    return () => {
      for (const touch of touches) removeEventListener(touch, ask);
    };
  }, []);

  if (leftMs === undefined || leftMs > warnMs || leftMs <= 0) return null;
  return (
    <div class="closing" role="status">
      <SignShape sign="wait" />
      <p class="prose">
        <Text of={say('gate.closes-in', { seconds: Math.ceil(leftMs / 1_000) })} />
      </p>
      <Button rank="other" onPress={stay}>
        <Label of="gate.stay-here" />
      </Button>
    </div>
  );
}
