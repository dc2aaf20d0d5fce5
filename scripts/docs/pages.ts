import { configJsonSchema } from '@custody-edge/central-broker';
import { loadCatalogue, profileJsonSchema } from '@custody-edge/device-profiles';
import { blanksOf, loadMethods, methodJsonSchema, stationConfigJsonSchema } from '@custody-edge/edge-agent';
import { asyncApiDocument } from './asyncapi.ts';
import { devicesPage } from './devices-page.ts';
import { errorsPage } from './errors-page.ts';
import { eventsPage } from './events-page.ts';
import { methodsPage } from './methods-page.ts';
import { openApiDocuments } from './openapi.ts';

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Every generated page: its file name below `docs/generated`, and its text. */
export async function generatedPages(): Promise<ReadonlyMap<string, string>> {
  const { centre, gate, count, visitor, bench } = await openApiDocuments();
  return new Map([
    ['asyncapi.json', json(asyncApiDocument())],
    ['openapi-centre.json', json(centre)],
    ['openapi-gate.json', json(gate)],
    ['openapi-count.json', json(count)],
    ['openapi-visitor.json', json(visitor)],
    ['openapi-bench.json', json(bench)],
    ['events.md', eventsPage()],
    ['errors.md', errorsPage()],
    ['devices.md', devicesPage(loadCatalogue())],
    ['methods.md', methodsPage([...loadMethods().current.values()], blanksOf)],
    ['method.schema.json', json(methodJsonSchema())],
    ['device-profile.schema.json', json(profileJsonSchema())],
    ['station.schema.json', json(stationConfigJsonSchema())],
    ['centre.schema.json', json(configJsonSchema())],
  ]);
}
