import { join } from 'node:path';
import { newFolder } from '@custody-edge/foundation/test-support';
import { beforeEach, describe, expect, it } from 'vitest';
import { Child } from './child.ts';

let folder: string;
beforeEach(() => {
  folder = newFolder();
});

describe('a question to a process', () => {
  it('fails when the process ends before it answers, and after that', async () => {
    const link = join(folder, 'tty-reader');
    const child = new Child(['emulate', 'serial-barcode', '--pty', link], join(folder, 'log'));
    await child.start();
    process.kill(child.pid ?? 0, 'SIGSTOP');
    const asked = expect(child.ask({ scan: 'RO-1' })).rejects.toThrow('ended');
    await child.stop('SIGKILL');
    await asked;
    await expect(child.ask({ scan: 'RO-1' })).rejects.toThrow('ended');
  });
});
