import { expect, it } from 'vitest';
import { nativeModule } from './native.ts';

it('a module that is not there is named, and read as soon as it is; one that is there is read once', async () => {
  let tries = 0;
  const load = nativeModule('usb', async () => {
    tries += 1;
    if (tries === 1) throw new Error('Cannot find module');
    return { tries };
  });
  await expect(load()).rejects.toMatchObject({ code: 'native-module-missing', details: { package: 'usb' } });
  expect(await load()).toEqual({ tries: 2 });
  expect(await load()).toEqual({ tries: 2 });
});
