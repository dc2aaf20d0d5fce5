import { lintCatalogue, readCatalogueFiles } from '@custody-edge/device-profiles';
import type { Command } from 'commander';

/** `custody-edge profiles lint`: checks device descriptions before they are used. */
export function register(program: Command): void {
  program
    .command('profiles')
    .description('Work with the device catalogue')
    .command('lint')
    .description('Check names, places, field order, ranges and contradictions of device descriptions')
    .argument('[folder]', 'folder of *.json5 files; the shipped catalogue unless named')
    .action((folder: string | undefined) => {
      const files = readCatalogueFiles(folder);
      const findings = lintCatalogue(files);
      for (const { path, rule, message } of findings) console.error(`${path}: ${rule}: ${message}`);
      console.log(`${files.length} device descriptions, ${findings.length} to correct.`);
      if (findings.length > 0) process.exitCode = 1;
    });
}
