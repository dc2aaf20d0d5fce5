import type { Command } from 'commander';

/** `custody-edge methods`: what a bench follows, and what a laboratory keeps of its own. */
export function register(program: Command): void {
  const methods = program.command('methods').description('Work with the methods of the bench');
  methods
    .command('lint')
    .description('Check methods for form, order, steps that refer to each other, versions, and what is still blank')
    .argument('[folder]', 'a laboratory’s folder of *.json5 files; the shipped methods unless named')
    .action(async (folder: string | undefined) => {
      const { lintMethods, readMethodFiles } = await import('@custody-edge/edge-agent');
      const files = readMethodFiles(folder);
      const findings = folder === undefined ? lintMethods(files) : lintMethods(files, readMethodFiles());
      for (const { path, rule, message } of findings) console.error(`${path}: ${rule}: ${message}`);
      const toComplete = findings.filter(({ rule }) => rule === 'incomplete').length;
      const toCorrect = findings.length - toComplete;
      console.log(`${files.length} methods, ${toCorrect} to correct, ${toComplete} to complete.`);
      if (toCorrect > 0) process.exitCode = 1;
    });
  methods
    .command('list')
    .description('Every method: its id, version, section and title, and whether it can be begun')
    .option('--methods <folder>', 'the laboratory’s own methods')
    .action(async ({ methods: folder }: { readonly methods?: string }) => {
      const { blanksOf, loadSiteMethods } = await import('@custody-edge/edge-agent');
      const { current, refused } = loadSiteMethods(folder);
      for (const { method } of current.values()) {
        const state = blanksOf(method).length > 0 ? 'to complete' : 'ready';
        console.log([method.id, method.version, method.section, method.title.en, state].join('\t'));
      }
      for (const [path, error] of refused) console.error(`${path}: ${error.message}`);
      if (refused.size > 0) process.exitCode = 1;
    });
}
