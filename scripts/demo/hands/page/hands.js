const byId = (id) => document.getElementById(id);
const say = (text) => {
  byId('said').textContent = text;
};

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

function button(text, hand) {
  const element = document.createElement('button');
  element.type = 'button';
  element.textContent = text;
  element.addEventListener('click', () => use(hand));
  return element;
}

function fingerRow(person, name) {
  const label = document.createElement('bdi');
  label.textContent = name;
  return [
    label,
    button('Right index', { hand: 'finger', person, finger: 0 }),
    button('Left index', { hand: 'finger', person, finger: 1 }),
  ];
}

let shown = '';
async function refresh() {
  const state = await (await fetch('/api/hands')).json();
  if (JSON.stringify(state) === shown) return;
  shown = JSON.stringify(state);
  const script = byId('script');
  script.textContent = state.running ? 'Pause the script after this scene: I take over' : 'Let the script go on';
  script.onclick = () => use({ hand: 'script', running: !state.running });
  byId('people').replaceChildren(...state.people.flatMap((name, person) => fingerRow(person, name)));
  byId('orders').replaceChildren(
    ...state.orders.map((orderId) => button(orderId, { hand: 'gate-paper', text: orderId })),
    button('A forged order', { hand: 'gate-paper', text: 'ROBKAR-9999-FORGED' }),
  );
  byId('links').replaceChildren(
    ...Object.entries(state.pages).map(([name, url]) => {
      const link = document.createElement('a');
      link.href = url;
      link.textContent = `Open the ${name}’s page`;
      return link;
    }),
  );
}

for (const id of ['gate-paper', 'bench-label']) {
  byId(id).addEventListener('submit', (event) => {
    event.preventDefault();
    use({ hand: id, text: new FormData(event.target).get('text') });
  });
}
byId('mass').addEventListener('submit', (event) => {
  event.preventDefault();
  use({ hand: 'mass', grams: Number(new FormData(event.target).get('grams')) });
});
byId('clear').addEventListener('click', () => use({ hand: 'mass', grams: 0 }));
for (const element of document.querySelectorAll('[data-door]')) {
  const { door } = element.dataset;
  element.addEventListener('click', () => use({ hand: 'door', open: door !== 'close', forced: door === 'force' }));
}
await refresh();
setInterval(refresh, 1500);
