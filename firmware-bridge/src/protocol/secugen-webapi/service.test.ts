import { expect, it } from 'vitest';
import { emulate, impatientCatalogue, station, until } from '../../test-kit.ts';
import type { SecugenEmulator } from './emulator.ts';

async function plugIn() {
  const { engine, config } = await emulate('secugen-webapi', 1, { kind: 'tcp', port: 0 });
  if (config.address.kind !== 'pinned-service') throw new Error('another address');
  return { engine, config, address: config.address };
}

it('a service with another certificate than the one that is known is not believed, and hears nothing', async () => {
  const { engine, config, address } = await plugIn();
  let heard = 0;
  const answer = engine.answer.bind(engine);
  engine.answer = (request) => {
    heard += 1;
    return answer(request);
  };
  const another = {
    ...address,
    certificateSha256: address.certificateSha256.replace(/^./, (digit) => (digit === '0' ? '1' : '0')),
  };
  const { statuses } = station([{ ...config, address: another }], { catalogue: impatientCatalogue() });
  await until(() => statuses.some(({ error }) => error?.code === 'service-not-trusted'));
  expect(heard).toBe(0);
});

it.each<[string, Awaited<ReturnType<SecugenEmulator['answer']>>, string]>([
  ['the code of a missing driver', { ErrorCode: 56 }, 'device-refused'],
  ['the code of a missing licence', { ErrorCode: 10_004 }, 'device-refused'],
  ['no code', {}, 'device-garbled'],
  [
    'a picture of another size',
    {
      ErrorCode: 0,
      SerialNumber: '1',
      ImageWidth: 9,
      ImageHeight: 9,
      ImageDPI: 500,
      BMPBase64: Buffer.from('BM').toString('base64'),
    },
    'device-garbled',
  ],
])('a service that answers with %s is faulted', async (_name, answer, code) => {
  const { engine, config } = await plugIn();
  engine.answer = async () => answer;
  const { bridge, statuses } = station([config], { catalogue: impatientCatalogue() });
  bridge.fingerprint(config.id).enable();
  await until(() => statuses.some(({ error }) => error?.code === code));
});
