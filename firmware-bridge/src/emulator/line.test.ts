import { describe, expect, it } from 'vitest';
import { until } from '../test-kit.ts';
import { centred } from './centred.ts';
import { EmulatedLine } from './line.ts';

function wire(hostBaudRate: () => number | undefined = () => undefined) {
  const line = new EmulatedLine({ baudRate: 9600, speed: 100 });
  const heard: number[] = [];
  line.attach({ write: (bytes) => heard.push(...bytes), hostBaudRate });
  return { line, heard };
}

describe('an emulated line', () => {
  it('gives all bytes in order, a few at a time', async () => {
    const { line, heard } = wire();
    const sent = Array.from({ length: 500 }, (_, index) => index & 0xff);
    line.send(Uint8Array.from(sent.slice(0, 300)));
    line.send(Uint8Array.from(sent.slice(300)));
    expect(heard.length).toBeLessThan(300);
    await until(() => heard.length === 500);
    expect(heard).toEqual(sent);
  });

  it('gives and takes nonsense while the host uses another speed', async () => {
    let hostBaudRate = 115_200;
    const { line, heard } = wire(() => hostBaudRate);
    const received: number[] = [];
    line.onReceive((chunk) => received.push(...chunk));
    line.receive(Uint8Array.of(1));
    line.send(Uint8Array.of(0x41));
    await until(() => heard.length === 1);
    expect(heard).not.toEqual([0x41]);
    hostBaudRate = 9600;
    line.receive(Uint8Array.of(2));
    await until(() => received.length > 0);
    expect(received).toEqual([2]);
  });

  it('asks for the speed of its host anew whenever it has paused, and once for what it says without a pause', async () => {
    let asked = 0;
    const line = new EmulatedLine({ baudRate: 9600, speed: Number.POSITIVE_INFINITY });
    line.attach({ write: () => undefined, hostBaudRate: () => 9600 + asked++ });
    const said: number[] = [];
    for (const round of [1, 2]) {
      for (let frame = 0; frame < 5; frame++) line.send(Uint8Array.of(frame));
      said.push(asked);
      await Promise.resolve();
      expect(asked).toBe(round);
    }
    // What is plugged in anew is asked at once.
    line.attach({ write: () => undefined, hostBaudRate: () => asked++ });
    line.send(Uint8Array.of(1));
    line.attach({ write: () => undefined, hostBaudRate: () => asked++ });
    line.send(Uint8Array.of(1));
    expect([...said, asked]).toEqual([1, 2, 4]);
  });

  it('does what must come after a frame only when the frame has left', async () => {
    const { line, heard } = wire();
    line.send(new Uint8Array(50));
    const heardAt: number[] = [];
    line.afterSending(() => heardAt.push(heard.length));
    await until(() => heardAt.length === 1);
    expect(heardAt).toEqual([50]);
  });

  it('says of each frame that its last byte has left, and of none that was cut off', async () => {
    const sent: [number, number][] = [];
    const heard: number[] = [];
    const line = new EmulatedLine({
      ...{ baudRate: 9600, speed: 100 },
      sent: (frame) => sent.push([frame.length, heard.length]),
    });
    line.attach({ write: (bytes) => heard.push(...bytes), hostBaudRate: () => undefined });
    line.send(new Uint8Array(50));
    line.send(new Uint8Array(30));
    await until(() => sent.length === 2);
    line.send(new Uint8Array(2000));
    line.detach();
    line.send(Uint8Array.of(1));
    expect(sent).toEqual([
      [50, 50],
      [30, 80],
    ]);
  });

  it('damages one bit of one frame when told to', async () => {
    const { line, heard } = wire();
    line.corruptNextFrame();
    line.send(Uint8Array.of(0, 0, 0));
    line.send(Uint8Array.of(0, 0, 0));
    await until(() => heard.length === 6);
    expect(heard.filter((byte) => byte !== 0)).toHaveLength(1);
  });

  it('forgets what was on its way when it is unplugged', async () => {
    const { line, heard } = wire();
    line.send(new Uint8Array(2000));
    line.detach();
    const count = heard.length;
    const next: number[] = [];
    line.attach({ write: (bytes) => next.push(...bytes), hostBaudRate: () => undefined });
    line.send(Uint8Array.of(7));
    await until(() => next.length > 0);
    expect(next).toEqual([7]);
    expect(heard).toHaveLength(count);
  });
});

describe('a picture put on a sensor of another size', () => {
  const picture = { width: 2, height: 2, pixels: Uint8Array.of(1, 2, 3, 4) };

  it('is surrounded by white where it is smaller', () => {
    expect([...centred(picture, 4, 2)]).toEqual([255, 1, 2, 255, 255, 3, 4, 255]);
  });

  it('loses its edges where it is larger', () => {
    const large = { width: 4, height: 3, pixels: Uint8Array.from({ length: 12 }, (_, index) => index) };
    expect([...centred(large, 2, 1)]).toEqual([5, 6]);
  });
});
