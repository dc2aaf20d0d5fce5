import type { IForbiddenRuleType } from 'dependency-cruiser';

/** Which workspaces the code of a workspace may use; the direction of the architecture. */
const mayUse: Readonly<Record<string, readonly string[]>> = {
  'packages/foundation': [],
  'packages/event-contract': ['packages/foundation'],
  'packages/fingerprint': ['packages/foundation'],
  'packages/measurement': ['packages/foundation'],
  'packages/service-kit': ['packages/foundation'],
  'packages/spectra': ['packages/foundation'],
  'packages/ui-kit': ['packages/foundation'],
  'device-profiles': ['packages/foundation'],
  'firmware-bridge': ['packages/foundation', 'packages/fingerprint', 'packages/spectra', 'device-profiles'],
  'edge-agent': [
    'packages/foundation',
    'packages/event-contract',
    'packages/fingerprint',
    'packages/measurement',
    'packages/service-kit',
    'packages/spectra',
    'packages/ui-kit',
    'device-profiles',
    'firmware-bridge',
  ],
  'central-broker': [
    'packages/foundation',
    'packages/event-contract',
    'packages/fingerprint',
    'packages/service-kit',
    'packages/ui-kit',
  ],
  scripts: [
    'packages/foundation',
    'packages/event-contract',
    'packages/fingerprint',
    'packages/measurement',
    'packages/service-kit',
    'packages/spectra',
    'packages/ui-kit',
    'device-profiles',
    'firmware-bridge',
    'edge-agent',
    'central-broker',
  ],
};

/** Folders that the check reads. */
export const workspaces: readonly string[] = Object.keys(mayUse);

const anyOf = (folders: readonly string[]): string => `^(${folders.join('|')})/`;
const tests = '(\\.test\\.tsx?|/test-support/.+|/kernel/guest/.+)$';
const uiFolders = '^(edge-agent|central-broker)/ui/';
const buildConfigs = '/vite\\.config\\.ts$';

const directionRules: readonly IForbiddenRuleType[] = Object.entries(mayUse).map(([workspace, allowed]) => ({
  name: `direction-${workspace.replace('packages/', '')}`,
  comment: `${workspace} may use ${allowed.length > 0 ? allowed.join(', ') : 'no other workspace'}.`,
  severity: 'error',
  from: { path: anyOf([workspace]), pathNot: tests },
  to: { path: anyOf(workspaces.filter((other) => other !== workspace && !allowed.includes(other))) },
}));

/** What no import may do. */
export const rules: IForbiddenRuleType[] = [
  ...directionRules,
  {
    name: 'no-circles',
    comment: 'Files that need each other are one idea: join them, or take out what both need.',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  {
    name: 'front-door',
    comment: 'Another workspace is used by its name, so that its exports say what it offers.',
    severity: 'error',
    from: { path: anyOf(workspaces), pathNot: tests },
    to: { path: anyOf(workspaces), pathNot: '^$1/', dependencyTypesNot: ['aliased-workspace'] },
  },
  {
    name: 'pages-know-only-types-of-their-server',
    comment: 'A page gets values over HTTP; from its own src it may import types.',
    severity: 'error',
    from: { path: uiFolders, pathNot: tests },
    to: { path: '^$1/src/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'pages-use-only-the-kit',
    comment: 'Pages are made of ui-kit and preact; everything else they use is a type.',
    severity: 'error',
    from: { path: uiFolders, pathNot: [tests, buildConfigs] },
    to: {
      pathNot: ['^$1/(ui|src)/', '^packages/ui-kit/', '(^|/)node_modules/preact/'],
      dependencyTypesNot: ['type-only'],
    },
  },
  {
    name: 'imports-resolve',
    comment: 'An import that cannot be found would escape every rule above.',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
];
