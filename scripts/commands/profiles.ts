import { findProfile, lintCatalogue, loadSiteCatalogue, readCatalogueFiles } from '@custody-edge/device-profiles';
import type { Command } from 'commander';

interface SiteOption {
  readonly profiles?: string;
}

/** `custody-edge profiles`: the device models that the product knows, and those of a site. */
export function register(program: Command): void {
  const profiles = program.command('profiles').description('Work with the device catalogue');
  profiles
    .command('lint')
    .description('Check names, places, field order, ranges, USB ids and contradictions of device descriptions')
    .argument('[folder]', 'a site’s folder of *.json5 files; the shipped catalogue unless named')
    .action((folder: string | undefined) => {
      const files = readCatalogueFiles(folder);
      const findings = folder === undefined ? lintCatalogue(files) : lintCatalogue(files, readCatalogueFiles());
      for (const { path, rule, message } of findings) console.error(`${path}: ${rule}: ${message}`);
      console.log(`${files.length} device descriptions, ${findings.length} to correct.`);
      if (findings.length > 0) process.exitCode = 1;
    });
  profiles
    .command('list')
    .description('Every model: its id, what it is, and whether it was tried with the device itself')
    .option('--profiles <folder>', 'the site’s own profiles')
    .action(({ profiles: folder }: SiteOption) => {
      for (const { id, kind, name, protocol, tested } of loadSiteCatalogue(folder).values())
        console.log(
          [id, kind, `${name.maker} ${name.model}`, protocol, tested ? 'tested' : 'emulator only'].join('\t'),
        );
    });
  profiles
    .command('show')
    .description('One model as the product reads it, with everything that it imports')
    .argument('<id>', 'id of the profile')
    .option('--profiles <folder>', 'the site’s own profiles')
    .action((id: string, { profiles: folder }: SiteOption) => {
      console.log(JSON.stringify(findProfile(loadSiteCatalogue(folder), id), null, 2));
    });
}
