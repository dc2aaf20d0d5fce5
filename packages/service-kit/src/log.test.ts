import { defineErrors } from '@custody-edge/foundation';
import { expect, test } from 'vitest';
import { createLog } from './log.ts';

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  let text = '';
  const log = createLog(
    'info',
    { service: 'test' },
    {
      write(line) {
        text += line;
      },
    },
  );
  write(log);
  return text;
}

test('names, numbers and keys never reach the log', () => {
  const person = { name: 'Aslam', parentage: 'Karim', prisonerNumber: '40417', cnic: '35202-1234567-1' };
  const text = logged((log) =>
    log.info({ ...person, person, deep: { person, key: 'c2VjcmV0' }, eventId: 'kept' }, 'a line'),
  );
  const secrets = { pin: '829104', ownPin: '730518', oneTimeCode: 'H7K2M-9QXRT' };
  const typed = logged((log) => log.info({ ...secrets, body: secrets, request: { body: secrets } }, 'a line'));
  for (const secret of Object.values(secrets)) expect(typed).not.toContain(secret);
  for (const secret of [...Object.values(person), 'c2VjcmV0']) expect(text).not.toContain(secret);
  expect(text).toContain('kept');
});

test('an error keeps its code and its cause', () => {
  const storeError = defineErrors({
    'store-unusable': {
      officer: { en: 'Call IT.', ur: 'آئی ٹی کو بلائیں۔' },
      staff: 'The store is not usable.',
      retry: false,
    },
  });
  const text = logged((log) => log.error({ err: storeError('store-unusable', {}, new Error('disk full')) }));
  expect(text).toContain('store-unusable');
  expect(text).toContain('disk full');
});
