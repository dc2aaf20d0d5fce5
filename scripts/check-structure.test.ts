import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { newFolder } from '@custody-edge/foundation/test-support';
import { beforeEach, describe, expect, it } from 'vitest';
import { examineStructure } from './structure/examine.ts';

let root: string;

/** Makes a checkout of these files; every workspace is reachable by its name, as in an installed one. */
async function checkout(files: Readonly<Record<string, string>>): Promise<void> {
  const sound = {
    'packages/foundation/src/index.ts': 'export const a = 1;',
    'packages/ui-kit/src/index.ts': 'export const k = 1;',
  };
  const all: Record<string, string> = { ...sound, ...files };
  for (const [path, text] of Object.entries(all)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  await mkdir(join(root, 'node_modules', '@custody-edge'), { recursive: true });
  const names = new Set(Object.keys(all).map((path) => /^(?:packages\/)?[^/]+/.exec(path)?.[0] ?? path));
  for (const workspace of names) {
    const name = `@custody-edge/${workspace.replace('packages/', '')}`;
    await writeFile(
      join(root, workspace, 'package.json'),
      JSON.stringify({ name, exports: { '.': './src/index.ts' } }),
    );
    await symlink(join(root, workspace), join(root, 'node_modules', name));
  }
  const dependencies = Object.fromEntries(
    [...names].map((name) => [`@custody-edge/${name.replace('packages/', '')}`, '1']),
  );
  await writeFile(join(root, 'package.json'), JSON.stringify({ workspaces: [...names], dependencies }));
}

beforeEach(async () => {
  root = newFolder();
});

const rulesBroken = async (): Promise<string[]> =>
  (await examineStructure(root)).violations.map((violation) => violation.split(':')[0] ?? '');

describe('the structure check', () => {
  it('accepts imports in the direction of the architecture', async () => {
    await checkout({
      'packages/event-contract/src/index.ts': `import { a } from '@custody-edge/foundation';\nexport const b = a;`,
      'edge-agent/src/index.ts': `import { b } from '@custody-edge/event-contract';\nexport const c = b;`,
      'edge-agent/src/view.ts': 'export interface View { n: number }\nexport const v = 1;',
      'edge-agent/ui/page.tsx': `import type { View } from '../src/view.ts';\nimport { k } from '@custody-edge/ui-kit';\nexport const p = (x: View) => x.n + k;`,
    });
    const report = await examineStructure(root);
    expect(report.violations).toEqual([]);
    expect(report.modules).toBe(6);
  });

  it.each<[string, Readonly<Record<string, string>>, string]>([
    [
      'a leaf that uses what stands on it',
      {
        'packages/event-contract/src/index.ts': 'export const b = 1;',
        'packages/foundation/src/x.ts': `import { b } from '@custody-edge/event-contract';\nexport const x = b;`,
      },
      'direction-foundation',
    ],
    [
      'an agent that knows the centre, if only its types',
      {
        'central-broker/src/index.ts': 'export interface C { n: 1 }',
        'edge-agent/src/x.ts': `import type { C } from '@custody-edge/central-broker';\nexport const x = (c: C) => c;`,
      },
      'direction-edge-agent',
    ],
    [
      'a centre that knows device protocols',
      {
        'firmware-bridge/src/index.ts': 'export const f = 1;',
        'central-broker/src/x.ts': `export { f } from '@custody-edge/firmware-bridge';`,
      },
      'direction-central-broker',
    ],
    [
      'a product that uses the command line',
      {
        'scripts/provision/x.ts': 'export const s = 1;',
        'edge-agent/src/x.ts': `export const load = () => import('../../scripts/provision/x.ts');`,
      },
      'direction-edge-agent',
    ],
    [
      'two files that need each other',
      {
        'edge-agent/src/a.ts': `import { b } from './b.ts';\nexport const a = () => b;`,
        'edge-agent/src/b.ts': `import { a } from './a.ts';\nexport const b = () => a;`,
      },
      'no-circles',
    ],
    [
      'a way into a workspace past its front door',
      { 'edge-agent/src/x.ts': `import { a } from '../../packages/foundation/src/index.ts';\nexport const x = a;` },
      'front-door',
    ],
    [
      'a page that uses values of its server',
      {
        'edge-agent/src/x.ts': 'export const x = 1;',
        'edge-agent/ui/page.tsx': `import { x } from '../src/x.ts';\nexport const p = x;`,
      },
      'pages-know-only-types-of-their-server',
    ],
    [
      'a page that uses more than the kit',
      { 'edge-agent/ui/page.tsx': `import { a } from '@custody-edge/foundation';\nexport const p = a;` },
      'pages-use-only-the-kit',
    ],
    ['an import of nothing', { 'edge-agent/src/x.ts': `import './missing.ts';` }, 'imports-resolve'],
  ])('finds %s', async (_name, files, rule) => {
    await checkout(files);
    expect(await rulesBroken()).toContain(rule);
  });

  it('lets tests reach for what they need', async () => {
    await checkout({
      'scripts/provision/x.ts': 'export const s = 1;',
      'edge-agent/src/x.test.ts': `import { s } from '../../scripts/provision/x.ts';\nexport const t = s;`,
    });
    expect(await rulesBroken()).toEqual([]);
  });
});
