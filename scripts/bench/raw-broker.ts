/** A bare aedes behind TLS with client certificates, and nothing of the product: the floor under the embedded broker. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { Aedes } from 'aedes';

const [centreDir = '', port = '0'] = process.argv.slice(2);
const read = (...parts: string[]): Buffer => readFileSync(join(centreDir, ...parts));
const broker = await Aedes.createBroker({ concurrency: 100 });
broker.subscribe(
  '#',
  (_, done) => done(),
  () => {},
);
const tls = { key: read('keys', 'tls.key'), cert: read('keys', 'tls.pem'), ca: read('trust', 'ca.pem') };
createServer({ ...tls, noDelay: true, requestCert: true, rejectUnauthorized: true }, broker.handle).listen(
  Number(port),
  '127.0.0.1',
  () => {
    console.log('ready');
  },
);
