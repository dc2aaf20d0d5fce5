import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { newFolder } from '@custody-edge/foundation/test-support';
import { beforeEach, describe, expect, it } from 'vitest';
import { builtFolder, builtOf, entry, sources, stateOf } from './entry.ts';

describe('the program', () => {
  let project: string;
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), text);
  };
  const url = (path: string) => pathToFileURL(join(project, path)).href;
  const builtCli = () => url(`${builtFolder}/cli.js`);
  const files = ['package-lock.json', sources.cli, 'edge-agent/src/main.ts'];

  beforeEach(() => {
    project = newFolder();
    for (const file of files) write(file, `// ${file}`);
    write(builtOf, JSON.stringify(files.map((file) => stateOf(file, project))));
  });

  it('runs in one piece while every file is as it was built of', () => {
    expect(entry('cli', project)).toBe(builtCli());
    expect(entry('agent', project)).toBe(url(`${builtFolder}/agent.js`));
    write('edge-agent/src/another.ts', '// nobody imports it yet');
    expect(entry('cli', project)).toBe(builtCli());
  });

  it.each(files)('runs from its files once %s is another, is older or is gone', (file) => {
    const path = join(project, file);
    const source = url(sources.cli);
    write(file, '// longer than before, and written at another time');
    expect(entry('cli', project)).toBe(source);

    write(file, `// ${file}`);
    utimesSync(path, 1, 1);
    expect(entry('cli', project)).toBe(source);

    rmSync(path);
    expect(entry('cli', project)).toBe(source);
  });

  it('runs from its files where it was never built, or building it was cut short', () => {
    write(builtOf, '[["package-lo');
    expect(entry('cli', project)).toBe(url(sources.cli));
    rmSync(join(project, builtFolder), { recursive: true });
    expect(entry('cli', project)).toBe(url(sources.cli));
  });
});
