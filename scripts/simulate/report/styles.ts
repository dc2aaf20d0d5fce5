import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.resolve('@custody-edge/ui-kit/styles.css')));
const kit = (name: string): string => readFileSync(join(folder, name), 'utf8');

/** The kit's fonts as a page that lies in one file carries them; Nastaliq is left out, Naskh is read as well on a screen. */
function fonts(): string {
  const require = createRequire(join(folder, 'fonts.css'));
  return kit('fonts.css')
    .split(/(?=@font-face)/)
    .filter((face) => !face.includes('Nastaliq'))
    .join('')
    .replaceAll(/url\("([^"]+)"\)/g, (_, name: string) => {
      const file = readFileSync(name.startsWith('.') ? join(folder, name) : require.resolve(name));
      return `url("data:font/woff2;base64,${file.toString('base64')}")`;
    });
}

const own = `
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 var(--latin), var(--naskh), sans-serif; }
main { max-width: 1120px; margin: 0 auto; padding: var(--space-4); }
header, section { background: var(--surface); border-radius: var(--radius); padding: var(--space-4); margin-bottom: var(--space-3); }
h1 { margin: 0; font-size: 28px; } h2 { margin: 0 0 var(--space-3); font-size: 20px; }
[lang="ur"] { font-family: var(--naskh), serif; }
.both { display: flex; justify-content: space-between; gap: var(--space-4); align-items: baseline; flex-wrap: wrap; }
.sentence { font-size: 20px; font-weight: 700; padding: var(--space-3); border-radius: var(--radius); margin-top: var(--space-3); }
.sentence.go { background: var(--go); color: var(--on-go); } .sentence.stop { background: var(--stop); color: var(--on-stop); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: var(--space-2); }
.tile { border: 1px solid var(--line); border-radius: var(--radius); padding: var(--space-2) var(--space-3); }
.tile b { display: block; font-size: 26px; } .tile.bad { background: var(--stop-tint); border-color: var(--stop-mark); }
.tile span { color: var(--ink-soft); } .tile span[lang="ur"] { display: block; }
table { width: 100%; border-collapse: collapse; } td { text-align: start; vertical-align: top; padding: 6px 10px; border-top: 1px solid var(--line); }
td span[lang="ur"] { display: block; text-align: right; }
.mark { white-space: nowrap; font-weight: 700; } .mark.go { color: var(--go-mark); } .mark.stop { color: var(--stop-mark); } .mark.wait { color: var(--wait-mark); }
svg { width: 100%; height: auto; font: 13px var(--latin), var(--naskh), sans-serif; }
svg .grid { stroke: var(--line); stroke-width: .5; } svg .hour { text-anchor: middle; fill: var(--ink-soft); }
svg .lane { fill: var(--ink); } svg .ur { text-anchor: end; font-family: var(--naskh), serif; direction: ltr; } svg .count { fill: var(--ink-soft); }
svg .curve { fill: none; stroke: var(--accent); stroke-width: 2; }
svg rect { fill: var(--accent); } svg .committed { fill: #4a6d8c; } svg .released { fill: var(--go-mark); }
svg .fraud { fill: var(--stop); } svg .fraud.missed { stroke: var(--ink); stroke-width: 3; } svg .fault { fill: var(--wait); stroke: var(--wait-mark); stroke-width: .5; }
.small { color: var(--ink-soft); font-size: 14px; } ul { margin: 0; padding-inline-start: 20px; }
@media print { body { background: #fff; } section { break-inside: avoid; } }
`;

export const styles = (): string => `${fonts()}\n${kit('tokens.css')}\n${own}`;
