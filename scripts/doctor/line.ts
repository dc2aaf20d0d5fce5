import { readFile } from 'node:fs/promises';
import { connect } from 'node:tls';
import { type Check, ill, well } from './check.ts';
import type { Patient } from './patient.ts';

const timeoutMs = 5000;
/** In TLS 1.3 a server refuses a client's certificate only after the handshake seems done to the client. */
const refusalWindowMs = 500;

const hungUpAfterHandshake = 'hung up after the handshake';

const reasons: Readonly<Record<string, readonly [finding: string, nextStep: string]>> = {
  ENOTFOUND: ['the name is not known', 'Check centre.url and the name server.'],
  EAI_AGAIN: ['the name server does not answer', 'Check the network cable and the name server.'],
  ECONNREFUSED: ['nothing listens there', 'Start the centre or its broker, or correct the address.'],
  EHOSTUNREACH: ['there is no way to it', 'Check the network cable and the route.'],
  ENETUNREACH: ['there is no way to it', 'Check the network cable and the route.'],
  ETIMEDOUT: ['no answer in time', 'Check the network and the firewall.'],
  ECONNRESET: ['it hung up', 'See the log of the broker; something else may be listening there.'],
  [hungUpAfterHandshake]: [
    'it refused our certificate',
    'Renew the certificate, and see that the broker trusts the same authority.',
  ],
  CERT_HAS_EXPIRED: ['its certificate has expired', 'Renew the centre’s certificate.'],
  CERT_NOT_YET_VALID: ['its certificate is not valid yet', 'Check the clocks of both machines.'],
  ERR_TLS_CERT_ALTNAME_INVALID: [
    'its certificate is for another name',
    'Use a name that stands in the certificate, or renew it with --host.',
  ],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ['its certificate is of another project', 'Check trust/ca.pem on both sides.'],
  SELF_SIGNED_CERT_IN_CHAIN: ['its certificate is of another project', 'Check trust/ca.pem on both sides.'],
  DEPTH_ZERO_SELF_SIGNED_CERT: ['its certificate is of another project', 'Check trust/ca.pem on both sides.'],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ['its certificate is of another project', 'Check trust/ca.pem on both sides.'],
};

/** The broker answers over TLS, each side takes the other's certificate; no MQTT is spoken. */
export async function checkLine({ broker, keys, trust }: Patient): Promise<Check> {
  const place = `${broker.host}:${broker.port}`;
  if (broker.port === 0) return well('line', 'any free port is used, so there is nothing to try');
  let tls: { key: Buffer; cert: Buffer; ca: Buffer };
  try {
    tls = { key: await readFile(keys.tlsKey), cert: await readFile(keys.tlsCert), ca: await readFile(trust.ca) };
  } catch {
    return ill('line', `${place} cannot be tried without key and certificate`, 'Repair the keys first.');
  }
  const trouble = await tlsTrouble({ ...broker, ...tls });
  if (trouble === undefined) return well('line', `${place} answers and accepts our certificate`);
  const known = trouble.startsWith('ERR_SSL') ? reasons[hungUpAfterHandshake] : reasons[trouble];
  const [finding, nextStep] = known ?? [trouble, 'Look up this code, and see the log of the broker.'];
  return ill('line', `${place}: ${finding} (${trouble})`, nextStep);
}

type Target = Patient['broker'] & { readonly key: Buffer; readonly cert: Buffer; readonly ca: Buffer };

/** The code of what went wrong; undefined when nothing did. */
function tlsTrouble(target: Target): Promise<string | undefined> {
  return new Promise<string | undefined>((resolve) => {
    const socket = connect({ ...target });
    const timer = setTimeout(() => end('ETIMEDOUT'), timeoutMs);
    const end = (trouble?: string): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(trouble);
    };
    let shaken = false;
    socket.once('secureConnect', () => {
      shaken = true;
      setTimeout(end, refusalWindowMs);
    });
    socket.on('error', (error) => end(shaken ? hungUpAfterHandshake : codeOf(error)));
    socket.once('close', () => end(shaken ? hungUpAfterHandshake : 'ECONNRESET'));
  }).catch(codeOf);
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : String(error);
