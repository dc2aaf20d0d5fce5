import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { commandError } from '../errors.ts';

const shippedFolder = fileURLToPath(new URL('../../docs/generated', import.meta.url));

/** `custody-edge docs`: writes the pages that are made from the code, or checks that they are up to date. */
export function register(program: Command): void {
  program
    .command('docs')
    .description('Write docs/generated from the code')
    .option('--check', 'change nothing; fail when a page is out of date')
    .option('--out <folder>', 'where the pages are', shippedFolder)
    .action(async ({ check, out }: { check?: boolean; out: string }) => {
      const { outdatedPages, writePages } = await import('../docs/generate.ts');
      const { generatedPages } = await import('../docs/pages.ts');
      const pages = await generatedPages();
      if (check) {
        const outdated = await outdatedPages(out, pages);
        if (outdated.length > 0) throw commandError('generated-outdated', { folder: out, pages: outdated });
        console.log('Every generated page is up to date.');
      } else {
        console.log(`Wrote ${(await writePages(out, pages)).join(', ')} to ${out}.`);
      }
    });
}
