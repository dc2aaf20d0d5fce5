import { generateKeyPairSync } from 'node:crypto';
import { createSigner, signFeedStatement } from '@custody-edge/event-contract';
import { uuidV7 } from '@custody-edge/foundation';
import { z } from 'zod';
import { call, until } from '../../../demo/api.ts';
import { forgedOrder, usedOrder } from '../../../demo/scenes/release.ts';
import type { Playing } from '../playing.ts';
import type { Trick } from './trick.ts';
import { refusedWith } from './trick.ts';

const hostileText = "1'; DROP TABLE event; -- <script>alert(1)</script>";

/** What a reader makes of it: the desk has to say that the paper opens nothing. */
async function scanned(playing: Playing, text: string, gate = playing.stage.gate): Promise<string> {
  await gate.home();
  const desk = await gate.scan(text);
  const answer = desk.step === 'not-allowed' ? (desk.reasons[0]?.en ?? '') : `let on to ${desk.step}`;
  if (desk.step !== 'not-allowed') throw new Error(answer);
  await gate.home();
  return answer;
}

export const forged: Trick = (playing) => scanned(playing, playing.world.court.paper('ROBKAR-X'));

export const hostileBarcode: Trick = (playing) => scanned(playing, hostileText);

export const forgedAndCalled: Trick = async (playing, { victim }) => {
  await forgedOrder(playing.stage, playing.inmate(victim));
  return 'the court disowned it, and it opens nothing';
};

export const used: Trick = async (playing, { victim }) => {
  await usedOrder(playing.stage, playing.orders.get(victim)?.orderId ?? '');
  return 'this order was used';
};

export const ofAnotherPrison: Trick = async (playing, { victim }) =>
  scanned(playing, await playing.received(victim), playing.stage.elsewhere);

/** The letter O for the figure nought, as somebody copies it. */
export const misspelt: Trick = async (playing, { victim }) =>
  scanned(
    playing,
    (await playing.received(victim)).replace(/\d$/, (digit) => (digit === '0' ? 'O' : `${digit}A`)),
  );

/** Whoever copied the number wrote one that nobody has. */
export const forNobody: Trick = async (playing, { victim }) => {
  const { court, caseNumber } = playing.world.warrant(victim);
  const about = { site: playing.stage.gate.post.site, prisonerNumber: '999999' };
  const order = { orderId: playing.world.court.paper('ROBKAR-N'), court, caseNumber };
  return refusedWith('person-unknown', playing.world.court.say({ kind: 'release-order', about, order }));
};

const boardSchema = z.object({
  desk: z.object({
    tiles: z.array(z.object({ ask: z.object({ query: z.string().optional() }).optional() })),
  }),
});

/** The officer reads another father’s name on the paper; the court, asked, meant another man. */
export const namesAnother: Trick = async (playing, { victim }) => {
  const { gate } = playing.stage;
  const orderId = await playing.orderAtGate(victim);
  await gate.home();
  await gate.scan(orderId);
  await gate.act({ action: 'query-order', orderId, differs: ['parentage'] });
  const query = await until('the query on the board', 20_000, async () => {
    const { desk } = await call(`${gate.post.url}/api/view`, boardSchema);
    return desk.tiles.find(({ ask }) => ask?.query !== undefined)?.ask?.query;
  });
  const answer = { action: 'answer-query', query, answer: 'another-person', reference: 'Letter 12' };
  await gate.sign('deputy-superintendent', answer);
  for (const finger of [0, 1] as const) await gate.press(victim, finger, 'verify');
  await gate.signRelease({ certificate: playing.world.court.paper('MO'), receipt: playing.world.court.paper('PR') });
  const said = await refusedWith('action-incomplete', gate.act({ action: 'confirm' }));
  await gate.home();
  return said;
};

/** Another case comes with the order: the gate hears of both. */
export const wantedElsewhere: Trick = async (playing, { victim }) => {
  const { gate } = playing.stage;
  const { subject } = playing.inmate(victim);
  const hold = {
    holdId: playing.world.court.paper('HOLD'),
    authority: 'Police station Ichhra',
    caseNumber: 'FIR 112/25',
  };
  await playing.world.court.say({ kind: 'hold', about: { subject }, hold });
  const orderId = await playing.orderAtGate(victim);
  return until('the gate to know of the other case', 60_000, async () => {
    await gate.home();
    const desk = await gate.scan(orderId);
    if (desk.step === 'not-allowed') {
      await gate.home();
      return desk.reasons[0]?.en;
    }
    return undefined;
  });
};

const refusalSchema = z.object({ code: z.string() });

/** What the centre answers to whatever is put into it. */
async function putIn(playing: Playing, body: string): Promise<string> {
  const url = `${playing.world.house.urls.centre}/api/feed-statements`;
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const answer: unknown = await response.json();
  if (response.ok) throw new Error('the centre took it');
  return refusalSchema.parse(answer).code;
}

const orderItem = (playing: Playing, victim: number) => {
  const { court, caseNumber } = playing.world.warrant(victim);
  const order = { orderId: playing.world.court.paper('ROBKAR-C'), court, caseNumber };
  return { kind: 'release-order', about: { subject: playing.inmate(victim).subject }, order } as const;
};

export const unsigned: Trick = (playing, { victim }) => putIn(playing, JSON.stringify(orderItem(playing, victim)));

export const signedByOwnKey: Trick = (playing, { victim }) => {
  const issuedAt = new Date(playing.world.clock.nowMs()).toISOString();
  const statement = { statementId: uuidV7(), issuedAt, items: [orderItem(playing, victim)] };
  const own = createSigner(generateKeyPairSync('ed25519').privateKey);
  return putIn(playing, signFeedStatement(statement, own).text);
};
