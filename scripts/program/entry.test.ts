import { mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { newFolder } from '@custody-edge/foundation/test-support';
import { beforeEach, describe, expect, it } from 'vitest';
import { builtFolder, forgetOlder, readBuilt, stateOf, writeBuilt } from './built.ts';
import { entry, sources } from './entry.ts';

describe('the program', () => {
  let project: string;
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), text);
  };
  const url = (path: string) => pathToFileURL(join(project, path)).href;
  const inOnePiece = () => url(`${builtFolder}/cli.js`);
  const fromItsFiles = () => url(sources.cli);
  const files = ['package-lock.json', sources.cli, 'edge-agent/src/main.ts'];
  const chunks = ['cli.js', 'agent.js', 'driver-1.js'];

  beforeEach(() => {
    project = newFolder();
    for (const file of files) write(file, `// ${file}`);
    for (const chunk of chunks) write(`${builtFolder}/${chunk}`, '');
    writeBuilt(project, { of: files.map((file) => stateOf(project, file)), chunks });
  });

  it('runs in one piece while every file is as it was built of', () => {
    expect(entry('cli', project)).toBe(inOnePiece());
    expect(entry('agent', project)).toBe(url(`${builtFolder}/agent.js`));
    write('edge-agent/src/another.ts', '// nobody imports it yet');
    expect(entry('cli', project)).toBe(inOnePiece());
  });

  it.each(files)('runs from its files once %s is another, is older or is gone', (file) => {
    const path = join(project, file);
    write(file, '// longer than before, and written at another time');
    expect(entry('cli', project)).toBe(fromItsFiles());

    write(file, `// ${file}`);
    utimesSync(path, 1, 1);
    expect(entry('cli', project)).toBe(fromItsFiles());

    rmSync(path);
    expect(entry('cli', project)).toBe(fromItsFiles());
  });

  it('runs from its files while it is being built', () => {
    writeBuilt(project, { of: [], chunks });
    expect(entry('cli', project)).toBe(fromItsFiles());
  });

  it.each(['{"of":[["package-lo', '[]', '{}', '{"of":7,"chunks":[]}', '{"of":[7],"chunks":[]}', 'null'])(
    'runs from its files where what says how it was built is %s',
    (text) => {
      write(`${builtFolder}/built.json`, text);
      expect(entry('cli', project)).toBe(fromItsFiles());
    },
  );

  it('runs from its files where it was never built', () => {
    rmSync(join(project, builtFolder), { recursive: true });
    expect(entry('cli', project)).toBe(fromItsFiles());
  });

  it('keeps what a station runs of that was not started again since it was built anew, and nothing older', () => {
    const [first = [], second, third] = [
      readBuilt(project)?.chunks,
      ['cli.js', 'driver-2.js'],
      ['cli.js', 'driver-3.js'],
    ];
    const built = (now: readonly string[], before: readonly string[]) => {
      for (const chunk of now) write(`${builtFolder}/${chunk}`, '');
      forgetOlder(project, now, before);
      return readdirSync(join(project, builtFolder)).toSorted();
    };
    expect(built(second, first)).toEqual(['agent.js', 'built.json', 'cli.js', 'driver-1.js', 'driver-2.js']);
    expect(built(second, second)).toContain('driver-1.js');
    expect(built(third, second)).toEqual(['built.json', 'cli.js', 'driver-2.js', 'driver-3.js']);
  });
});
