import { Command } from 'commander';

interface CommandModule {
  readonly register: (program: Command) => void;
}

/** Every command and the file that holds it; only the file of the command that was asked for is loaded. */
const commands: Readonly<Record<string, () => Promise<CommandModule>>> = {
  demo: () => import('./commands/demo.ts'),
  simulate: () => import('./commands/simulate.ts'),
  agent: () => import('./commands/agent.ts'),
  centre: () => import('./commands/centre.ts'),
  provision: () => import('./commands/provision.ts'),
  doctor: () => import('./commands/doctor.ts'),
  feed: () => import('./commands/feed.ts'),
  verify: () => import('./commands/verify.ts'),
  'verify-event': () => import('./commands/verify-event.ts'),
  'verify-report': () => import('./commands/verify-report.ts'),
  probe: () => import('./commands/probe.ts'),
  read: () => import('./commands/read.ts'),
  emulate: () => import('./commands/emulate.ts'),
  'emulate-all': () => import('./commands/emulate-all.ts'),
  fingerprint: () => import('./commands/fingerprint.ts'),
  devices: () => import('./commands/devices.ts'),
  profiles: () => import('./commands/profiles.ts'),
  methods: () => import('./commands/methods.ts'),
  docs: () => import('./commands/docs.ts'),
};

/** Does what a command line says. @throws what went wrong */
export async function runCommandLine(args: readonly string[]): Promise<void> {
  const program = new Command('custody-edge')
    .description('Stations at prison gates and forensic benches, and their centre')
    .showHelpAfterError('Next step: add --help to see what is possible.');
  const asked = commands[args[0] ?? ''];
  const modules = await Promise.all((asked ? [asked] : Object.values(commands)).map((load) => load()));
  for (const module of modules) module.register(program);
  await program.parseAsync(args, { from: 'user' });
}
