const byId = (id) => document.getElementById(id);
const words = await (await fetch('/api/hands/words')).json();

/** `en` or `ur`; kept in the address, so that a link says the language too. */
let language = new URL(location.href).searchParams.get('lang') === 'ur' ? 'ur' : 'en';
const text = (key, name = '') => words[key][language].replace('{name}', name);

let said;
const say = (key, error) => {
  said = key;
  byId('said').textContent = error ?? (key === undefined ? '…' : text(key));
};

/** Index of the station where the person stands. */
let place = 0;

async function use(hand) {
  say();
  const response = await fetch('/api/hands', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(hand),
  });
  const answer = await response.json();
  if (!response.ok) say('refused', answer.message?.[language]);
  else if (answer.ok === false) say('refused', answer.error);
  else if (answer.read === false) say('not-read');
  else if (answer.result === false) say('lock-holds');
  else say('done');
  await refresh();
}

function button(label, press) {
  const element = document.createElement('button');
  element.type = 'button';
  element.textContent = label;
  element.addEventListener('click', press);
  return element;
}

const hand = (label, done) => button(label, () => use(done()));

function element(tag, content) {
  const made = document.createElement(tag);
  made.textContent = content;
  return made;
}

const fingerRow = (name, person) => [
  element('bdi', name),
  hand(text('right'), () => ({ hand: 'finger', place, person, finger: 0 })),
  hand(text('left'), () => ({ hand: 'finger', place, person, finger: 1 })),
];

const paperButton = ({ kind, name, text: barcode }) =>
  hand(text(kind, `\u2068${name}\u2069`), () => ({ hand: 'paper', place, text: barcode }));

function heldRow({ subject, name, state, prison }) {
  const row = element('div', '');
  row.className = 'row';
  row.append(
    element('bdi', name),
    element('span', `${prison[language]} · ${state[language]}`),
    hand(text('call-to-court'), () => ({ hand: 'court-lists', subject })),
    hand(text('order-release'), () => ({ hand: 'court-releases', subject })),
  );
  return row;
}

function placeChoice({ name }, index) {
  const choice = button(name[language], () => {
    place = index;
    shown = '';
    refresh();
  });
  choice.setAttribute('aria-pressed', String(index === place));
  return choice;
}

function pageLink({ name, url }) {
  const link = element('a', name[language]);
  link.href = `${url}?lang=${language}`;
  link.target = '_blank';
  return link;
}

let shown = '';
async function refresh() {
  const state = await (await fetch('/api/hands')).json();
  if (JSON.stringify(state) === shown) return;
  shown = JSON.stringify(state);
  const here = state.places[place];
  const script = byId('script');
  script.textContent = text(state.running ? 'pause-script' : 'go-on');
  script.onclick = () => use({ hand: 'script', running: !state.running });
  byId('places').replaceChildren(...state.places.map(placeChoice));
  byId('people').replaceChildren(...state.people.flatMap(fingerRow));
  byId('papers').replaceChildren(...here.papers.map(paperButton));
  byId('door').hidden = here.kind !== 'gate';
  byId('committals').replaceChildren(
    ...state.people.map((name, person) => hand(name, () => ({ hand: 'court-commits', place, person }))),
  );
  byId('held').replaceChildren(...state.held.map(heldRow));
  byId('links').replaceChildren(...[...state.places, ...state.others].map(pageLink));
}

function speak(chosen) {
  language = chosen;
  document.documentElement.lang = language;
  document.documentElement.dir = language === 'ur' ? 'rtl' : 'ltr';
  document.title = text('title');
  for (const one of document.querySelectorAll('[data-say]')) one.textContent = text(one.dataset.say);
  byId('language').textContent = language === 'ur' ? 'English' : 'اردو';
  if (said) say(said);
  shown = '';
  return refresh();
}

byId('language').addEventListener('click', () => {
  const other = language === 'ur' ? 'en' : 'ur';
  history.replaceState(null, '', `?lang=${other}`);
  speak(other);
});
for (const [id, more] of [
  ['paper', () => ({ place })],
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
for (const one of document.querySelectorAll('[data-door]')) {
  const { door } = one.dataset;
  one.addEventListener('click', () => use({ hand: 'door', place, open: door !== 'close', forced: door === 'force' }));
}
await speak(language);
setInterval(refresh, 1500);
