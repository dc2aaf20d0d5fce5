const byId = (id) => document.getElementById(id);
const say = (text) => {
  byId('said').textContent = text;
};

/** Index of the gate where the person stands. */
let gate = 0;

async function use(hand) {
  say('…');
  const response = await fetch('/api/hands', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(hand),
  });
  const answer = await response.json();
  if (!response.ok) say(answer.message?.en ?? 'Refused');
  else if (answer.ok === false) say(answer.error);
  else if (answer.read === false) say('The scanner did not take the finger: look at the gate’s page');
  else if (answer.result === false) say('The lock holds: nothing was recorded that opens it');
  else say('Done');
  await refresh();
}

function button(text, press) {
  const element = document.createElement('button');
  element.type = 'button';
  element.textContent = text;
  element.addEventListener('click', press);
  return element;
}

const hand = (text, done) => button(text, () => use(done()));

function words(tag, text) {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

const fingerRow = (name, person) => [
  words('bdi', name),
  hand('Right index', () => ({ hand: 'finger', gate, person, finger: 0 })),
  hand('Left index', () => ({ hand: 'finger', gate, person, finger: 1 })),
];

function heldRow({ subject, name, state, prison }) {
  const row = words('div', '');
  row.className = 'row';
  const who = words('bdi', name);
  const where = words('span', `${prison} · ${state}`);
  row.append(
    who,
    where,
    hand('Call to court', () => ({ hand: 'court-lists', subject })),
  );
  row.append(hand('Order release', () => ({ hand: 'court-releases', subject })));
  return row;
}

function gateChoice({ name }, index) {
  const element = button(name, () => {
    gate = index;
    shown = '';
    refresh();
  });
  element.setAttribute('aria-pressed', String(index === gate));
  return element;
}

let shown = '';
async function refresh() {
  const state = await (await fetch('/api/hands')).json();
  if (JSON.stringify(state) === shown) return;
  shown = JSON.stringify(state);
  const script = byId('script');
  script.textContent = state.running ? 'Pause the script after this scene: I take over' : 'Let the script go on';
  script.onclick = () => use({ hand: 'script', running: !state.running });
  byId('gates').replaceChildren(...state.gates.map(gateChoice));
  byId('people').replaceChildren(...state.people.flatMap(fingerRow));
  byId('orders').replaceChildren(
    ...[...state.gates[gate].orders, 'ROBKAR-9999-FORGED'].map((text) =>
      hand(text, () => ({ hand: 'gate-paper', gate, text })),
    ),
  );
  byId('committals').replaceChildren(
    ...state.people.map((name, person) => hand(name, () => ({ hand: 'court-commits', gate, person }))),
  );
  byId('held').replaceChildren(...state.held.map(heldRow));
  const pages = [...state.gates.map(({ name, url }) => [name, url]), ...Object.entries(state.others)];
  byId('links').replaceChildren(
    ...pages.map(([name, url]) => {
      const link = words('a', `Open the page of ${name}`);
      link.href = url;
      return link;
    }),
  );
}

for (const [id, more] of [
  ['gate-paper', () => ({ gate })],
  ['bench-label', () => ({})],
]) {
  byId(id).addEventListener('submit', (event) => {
    event.preventDefault();
    use({ hand: id, ...more(), text: new FormData(event.target).get('text') });
  });
}
byId('mass').addEventListener('submit', (event) => {
  event.preventDefault();
  use({ hand: 'mass', grams: Number(new FormData(event.target).get('grams')) });
});
byId('clear').addEventListener('click', () => use({ hand: 'mass', grams: 0 }));
for (const element of document.querySelectorAll('[data-door]')) {
  const { door } = element.dataset;
  element.addEventListener('click', () =>
    use({ hand: 'door', gate, open: door !== 'close', forced: door === 'force' }),
  );
}
await refresh();
setInterval(refresh, 1500);
