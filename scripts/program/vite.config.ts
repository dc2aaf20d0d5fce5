import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { builtFolder, builtOf, root, sources, stateOf } from './entry.ts';

/** What stands beside a module (its threads, kernels, pages, methods) is looked for there, wherever its code was put. */
const modulesKnowTheirPlace: Plugin = {
  name: 'modules-know-their-place',
  enforce: 'pre',
  transform(code, id) {
    if (!code.includes('import.meta')) return;
    const own = `new URL(${JSON.stringify(relative(join(root, builtFolder), id))}, import.meta.url)`;
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

/** Keeps which files the program was built of, and how they were. */
const knowsItsSources: Plugin = {
  name: 'knows-its-sources',
  writeBundle() {
    const ours = [...this.getModuleIds()]
      .filter((id) => id.startsWith(`${root}/`) && !id.includes('/node_modules/'))
      .map((id) => relative(root, id));
    writeFileSync(join(root, builtOf), JSON.stringify(['package-lock.json', ...ours].map((path) => stateOf(path))));
  },
};

export default defineConfig({
  root,
  logLevel: 'warn',
  plugins: [modulesKnowTheirPlace, nothingElseLooksBesideItself, knowsItsSources],
  ssr: { noExternal: true, external: staying },
  build: {
    ssr: true,
    outDir: join(root, builtFolder),
    emptyOutDir: true,
    target: 'node24',
    reportCompressedSize: false,
    rolldownOptions: {
      input: Object.fromEntries(Object.entries(sources).map(([name, file]) => [name, join(root, file)])),
      output: { chunkFileNames: '[name]-[hash].js', strictExecutionOrder: true },
    },
  },
});
