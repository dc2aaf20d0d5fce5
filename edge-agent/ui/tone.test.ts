import { setImmediate as settled } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

/** An output as a browser opens it: who waits for it gets it with a touch, and a note is over when the test says so. */
class Output {
  static isTouched: boolean;
  static state: 'suspended' | 'running';
  static readonly voices: EventTarget[] = [];
  static readonly waiting: (() => void)[] = [];
  readonly currentTime = 0;

  resume(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    Output.waiting.push(resolve);
    if (Output.isTouched) Output.run();
    return promise;
  }

  async suspend(): Promise<void> {
    Output.state = 'suspended';
  }

  static run(): void {
    Output.state = 'running';
    for (const resolve of Output.waiting.splice(0)) resolve();
  }
}

class Sounding extends EventTarget {
  readonly gain = { setTargetAtTime: () => undefined };
  readonly stop = () => undefined;
  readonly connect = (next: unknown) => next;
  readonly start = () => Output.voices.push(this);
}

async function noteEnds(): Promise<void> {
  Output.voices.shift()?.dispatchEvent(new Event('ended'));
  await settled();
}

let playTone: typeof import('@custody-edge/ui-kit/components').playTone;
beforeEach(async () => {
  Object.assign(Output, { isTouched: true, state: 'suspended' });
  Output.voices.length = 0;
  Output.waiting.length = 0;
  vi.stubGlobal('AudioContext', Output);
  vi.stubGlobal('OscillatorNode', Sounding);
  vi.stubGlobal('GainNode', Sounding);
  vi.stubGlobal('document', { documentElement: { dataset: {} } });
  vi.resetModules();
  ({ playTone } = await import('@custody-edge/ui-kit/components'));
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it('the output is open until the last note of the last tone is over', async () => {
  playTone('go');
  await settled();
  expect(Output.voices).toHaveLength(2);
  await noteEnds();
  playTone('wait');
  await settled();
  await noteEnds();
  expect(Output.state).toBe('running');
  await noteEnds();
  expect(Output.state).toBe('suspended');
  playTone('stop');
  await settled();
  expect(Output.state).toBe('running');
  expect(Output.voices).toHaveLength(1);
});

it('a sign without a tone opens no output', async () => {
  playTone('information');
  await settled();
  expect(Output.state).toBe('suspended');
});

it('tones that waited too long for the first touch are not played, and nothing stays open', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  Output.isTouched = false;
  playTone('wait');
  playTone('stop');
  vi.advanceTimersByTime(501);
  Output.run();
  await settled();
  expect(Output.state).toBe('suspended');
  expect(Output.voices).toHaveLength(0);
});
