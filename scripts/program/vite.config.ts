import { closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { join, relative } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { builtFolder, forgetOlder, readBuilt, stateOf, writeBuilt } from './built.ts';
import { root, sources } from './entry.ts';

const folder = join(root, builtFolder);

/** What stands beside a module (its threads, kernels, pages, methods) is looked for there, wherever its code was put. */
const modulesKnowTheirPlace: Plugin = {
  name: 'modules-know-their-place',
  enforce: 'pre',
  transform(code, id) {
    if (!code.includes('import.meta')) return;
    const own = `new URL(${JSON.stringify(relative(folder, id))}, import.meta.url)`;
    return code.replaceAll(/import\.meta\.(url|dirname)\b/g, (_, asked) =>
      asked === 'url' ? `${own}.href` : `decodeURIComponent(new URL('.', ${own}).pathname.slice(0, -1))`,
    );
  },
};

/** Packages of machine code, and those that look for files beside themselves, stay where npm put them. */
const staying = [
  '@fastify/swagger',
  '@fastify/swagger-ui',
  '@napi-rs/canvas',
  '@serialport/bindings-cpp',
  'better-sqlite3',
  'koffi',
  'node-hid',
  'onoff',
  'pino',
  'qlobber',
  'usb',
];

const nothingElseLooksBesideItself: Plugin = {
  name: 'nothing-else-looks-beside-itself',
  transform(code, id) {
    if (/\b__(dirname|filename)\b/.test(code))
      this.error(`${id} looks for files beside itself: name its package in \`staying\`.`);
  },
};

/** What it consisted of before, which a station that is not started again goes on with. */
const { chunks: before = [] } = readBuilt(root) ?? {};

/** Says what the program was built of once all of it is on the disk, and until then that it is not there. */
const knowsItsSources: Plugin = {
  name: 'knows-its-sources',
  buildStart() {
    mkdirSync(folder, { recursive: true });
    writeBuilt(root, { of: [], chunks: before });
  },
  writeBundle(_, bundle) {
    const chunks = Object.keys(bundle);
    for (const chunk of chunks) flush(join(folder, chunk));
    const ours = [...this.getModuleIds()]
      .filter((id) => id.startsWith(`${root}/`) && !id.includes('/node_modules/'))
      .map((id) => relative(root, id));
    forgetOlder(root, chunks, before);
    writeBuilt(root, { of: ['package-lock.json', ...ours].map((path) => stateOf(root, path)), chunks });
  },
};

function flush(path: string): void {
  const file = openSync(path, 'r');
  fsyncSync(file);
  closeSync(file);
}

export default defineConfig({
  root,
  logLevel: 'warn',
  plugins: [modulesKnowTheirPlace, nothingElseLooksBesideItself, knowsItsSources],
  ssr: { noExternal: true, external: staying },
  build: {
    ssr: true,
    outDir: folder,
    emptyOutDir: false,
    target: 'node24',
    reportCompressedSize: false,
    rolldownOptions: {
      input: Object.fromEntries(Object.entries(sources).map(([name, file]) => [name, join(root, file)])),
      output: { chunkFileNames: '[name]-[hash].js', strictExecutionOrder: true },
    },
  },
});
