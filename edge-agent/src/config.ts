import {
  decimalText,
  groupMovements,
  noWard,
  officerRoleSchema,
  placeId,
  plainText,
  sightings,
  stationRoles,
} from '@custody-edge/event-contract';
import { deviceConfigSchema } from '@custody-edge/firmware-bridge';
import { Decimal } from '@custody-edge/foundation';
import {
  type Environment,
  filePath,
  hostName,
  loadConfigFile,
  logLevel,
  tcpPort,
} from '@custody-edge/foundation/config';
import { z } from 'zod';
import { peerSchema } from './peers/wire.ts';
import { timeOfDay } from './station/hours.ts';
import { visitorPolicySchema } from './visitor/policy.ts';

/** A prison that people are sent to, as the page names it. */
const prisonSchema = z.strictObject({
  site: placeId.describe('Its site, as its stations are provisioned with'),
  name: z.strictObject({ en: plainText(80), ur: plainText(80) }),
});

/** A part of the prison in which people are kept, as the house calls it. */
const wardSchema = z.strictObject({
  id: placeId
    .refine((id) => id !== noWard, `“${noWard}” stands for nobody’s ward`)
    .describe('Stands in events; never changes'),
  en: plainText(60),
  ur: plainText(60),
});

/** A kind of paper that orders somebody's data to be destroyed, as the house calls it. */
const erasurePaperKindSchema = z.strictObject({
  id: placeId.describe('Stands in events; never changes'),
  en: plainText(60),
  ur: plainText(60),
});

const diskPolicySchema = z.strictObject({
  reserveMegabytes: z
    .int()
    .min(1)
    .max(4_096)
    .default(64)
    .describe('Room kept for admissions, returns and alarms on a full disk; releases stop there'),
  warnAtShare: z.number().min(0.1).max(1).default(0.8).describe('How full the disk is when its page begins to warn'),
});

/** How far off a time to return may be that officers write on a paper; a longer absence takes a new one. */
const longestAwaySchema = z
  .strictObject({
    hospital: z.int().min(1).max(2_160).default(168),
    remand: z.int().min(1).max(720).default(360),
    leave: z.int().min(1).max(8_760).default(720),
    transfer: z.int().min(1).max(720).default(168),
  })
  .describe('Hours after which, at the latest, whoever leaves on such a paper is due back, or due at another prison');

/** What a gate decides by; the prison sets it, the product only has cautious defaults. */
const gatePolicySchema = z.strictObject({
  fingersToEnrol: z.int().min(2).max(10).default(2).describe('Fingers taken at admission'),
  impressionsPerFinger: z.int().min(1).max(5).default(3).describe('Impressions taken of each finger'),
  nextOfKinRequired: z
    .boolean()
    .default(false)
    .describe('Whether nobody is admitted without the name of a next of kin'),
  juvenileBelowYears: z
    .int()
    .min(12)
    .max(21)
    .default(18)
    .describe('Younger than this is a child, received provisionally (Juvenile Justice System Act 2018)'),
  childRefusalSignedBy: z
    .array(z.enum(['deputy-superintendent', 'superintendent']))
    .max(2)
    .default(['deputy-superintendent', 'superintendent'])
    .describe(
      'Who may sign that a child is not received and goes back with the police who brought them; empty: every child is received provisionally. When a prison may refuse is for its law to say',
    ),
  fingersForRelease: z.int().min(1).max(10).default(2).describe('Different fingers that must match before a release'),
  seniorSignsWithKey: z
    .boolean()
    .default(false)
    .describe(
      'Whether a deputy superintendent or superintendent signs a release, a pass or a transfer with a security key only',
    ),
  seniorRefersToHospital: z
    .boolean()
    .default(true)
    .describe(
      'Whether a deputy superintendent or superintendent may refer somebody to hospital in an emergency, when no medical officer is there',
    ),
  longestAwayHours: longestAwaySchema.prefault({}),
  holdsMaxAgeMinutes: z
    .int()
    .min(1)
    .max(15)
    .default(15)
    .describe('How long the centre’s word that nothing else holds a person lets them go; it gives it for 15 minutes'),
  claimAnswerDays: z
    .int()
    .min(1)
    .max(90)
    .default(3)
    .describe('Days within which a prisoner’s own claim is to be answered; an open one older than this is an alarm'),
  centralSearchHours: z
    .int()
    .min(1)
    .max(720)
    .default(24)
    .describe(
      'Hours after an admission within which the centre should have searched for its fingers; then it is an alarm',
    ),
  matchAnswerHours: z
    .int()
    .min(1)
    .max(720)
    .exactOptional()
    .describe(
      'Within how many hours a senior officer is to compare whomever the centre found alike; open until answered, and late only if this is set',
    ),
  orderQueryHours: z
    .int()
    .min(1)
    .max(720)
    .exactOptional()
    .describe('Within how many hours a court should say whom an order means; no time is set unless this is'),
  degradedRelease: z
    .strictObject({ holdsMaxAgeMinutes: z.int().min(1).max(1_440) })
    .exactOptional()
    .describe(
      'Releases while no line leads to the centre: how old its last word about other matters may be then; marked for ever. None happen unless this is set',
    ),
  releaseWindow: z
    .strictObject({ from: timeOfDay, to: timeOfDay })
    .refine(({ from, to }) => from !== to, 'opens and closes at one time')
    .exactOptional()
    .describe('Hours of the day, by this machine’s clock, in which releases happen; at any hour unless this is set'),
  erasure: z
    .strictObject({
      waitingDays: z.int().min(0).max(3_650).describe('Days from the release before which nobody is erased'),
      papers: z
        .array(erasurePaperKindSchema)
        .min(1)
        .max(20)
        .refine((kinds) => new Set(kinds.map(({ id }) => id)).size === kinds.length, 'two papers have one id')
        .describe('Kinds of paper that may order it'),
    })
    .exactOptional()
    .describe(
      'When the data of whoever was released may be destroyed by law, and on which papers; nobody’s are unless this is set',
    ),
  overDetained: z
    .strictObject({
      afterHours: z.int().min(1).max(720).describe('Hours from the verified order'),
      owner: officerRoleSchema.default('superintendent').describe('Whose duty it is then'),
    })
    .exactOptional()
    .describe('When somebody still inside under a verified order is held too long; nobody is unless this is set'),
  warrantExpiry: z
    .strictObject({
      warnDays: z
        .int()
        .min(1)
        .max(60)
        .exactOptional()
        .describe('Days before the paper of a detention ends on which it is said; not before it has ended unless set'),
      warnOwner: officerRoleSchema.default('clerk').describe('Whose duty it is then'),
      owner: officerRoleSchema.default('superintendent').describe('Whose duty it is once the paper has ended'),
    })
    .prefault({})
    .describe('The day until which a warrant, or a later order, lets somebody be held'),
  neverProduced: z
    .strictObject({
      afterDays: z.int().min(1).max(365).describe('Days from the admission'),
      owner: officerRoleSchema.default('superintendent').describe('Whose duty it is then'),
    })
    .exactOptional()
    .describe('When whoever is held on remand should have been before a court; nothing is said unless this is set'),
  batchReviewHours: z
    .int()
    .min(1)
    .max(24)
    .exactOptional()
    .describe(
      'How long a release that was reviewed as one of a batch stays reviewed; as briefly as any approval unless set',
    ),
  wards: z
    .array(wardSchema)
    .max(200)
    .refine((wards) => new Set(wards.map(({ id }) => id)).size === wards.length, 'two wards have one id')
    .default([])
    .describe('Wards of the house, in the order of a count; none is shown anywhere where there are none'),
  captureTries: z.int().min(1).max(5).default(3).describe('Captures before the person is stopped'),
  fingerTries: z
    .int()
    .min(5)
    .max(50)
    .default(10)
    .describe(
      'Fingers in a row that do not match a claimed person before none is compared with them any more and only a supervisor can identify them (NIST SP 800-63B-4: 50 at most)',
    ),
  identityBySight: z
    .array(z.enum(sightings))
    .max(sightings.length)
    .default(sightings.filter((movement) => movement !== 'out-on-leave'))
    .describe(
      'Movements, and the return of whoever was at large, for which a supervisor may identify whoever has no readable finger; all that the law may demand, so not a leave',
    ),
  manifestFor: z
    .array(z.enum(groupMovements))
    .max(groupMovements.length)
    .default([...groupMovements])
    .describe(
      'Movements of a vehicle and its escort: heads are counted, and nobody passes while the count is not that of the fingers',
    ),
  groupDoor: z
    .enum(['vehicle-gate', 'wicket'])
    .default('vehicle-gate')
    .describe(
      'What opens for people who go together: the gate, once, for the whole vehicle, or a wicket for each person while the vehicle waits outside',
    ),
  wristband: z
    .strictObject({
      printer: placeId.describe(
        'Id of the printer among the devices that has the roll of wristbands; slips go to another',
      ),
      widthMillimetres: z.int().min(15).max(104).default(25).describe('How wide the band is'),
      shows: z
        .enum(['code', 'number', 'number-and-name'])
        .default('code')
        .describe(
          'What can be read without a reader: nothing about the wearer, the prisoner number, or the name as well',
        ),
    })
    .exactOptional()
    .describe('Wristbands that are printed at an admission and again from the record; none are unless this is set'),
  lockPulseMs: z.int().min(500).max(30_000).default(4_000).describe('How long the lock is released'),
  passageWindowMs: z
    .int()
    .min(1_000)
    .max(120_000)
    .default(15_000)
    .describe('How long after a movement the gate may open'),
  doorHeldMs: z.int().min(2_000).max(600_000).default(30_000).describe('Open longer than this is an alarm'),
  prisons: z.array(prisonSchema).max(200).default([]).describe('Prisons to choose from for a transfer; any, if none'),
});
export type GatePolicy = z.infer<typeof gatePolicySchema>;

/** More than nothing, in the digits of the laboratory. */
const trialLimit = decimalText.refine((text) => (Decimal.parse(text)?.unscaled ?? 0n) > 0n, 'is more than nothing');
/** From the lowest to the highest that is not beyond the limits. */
const limitsSchema = z
  .strictObject({ low: decimalText, high: decimalText })
  .refine(({ low, high }) => isRising(low, high), 'is from high to low');
const isRising = (low: string, high: string): boolean => {
  const [least, most] = [Decimal.parse(low), Decimal.parse(high)];
  return least !== undefined && most !== undefined && least.compare(most) <= 0;
};
/** What becomes of a reading of an instrument that is not fit. */
const unfit = z.enum(['refused', 'flagged']);
/** When a weight counts as steady (successive stable readings within a few scale divisions for long enough), and what else a laboratory sets. */
const benchPolicySchema = z.strictObject({
  stableReadings: z.int().min(2).max(50).default(3).describe('Successive stable readings'),
  withinDivisions: z.int().min(0).max(50).default(2).describe('Largest spread, in scale divisions'),
  durationMs: z.int().min(500).max(60_000).default(1_000).describe('Shortest time from first to last'),
  fitness: z
    .strictObject({
      overdue: unfit.default('refused').describe('After the day until which its calibration holds'),
      withoutCertificate: unfit.default('flagged').describe('While no certificate of it was written down'),
      unchecked: unfit.default('flagged').describe('A balance that was not tried with a check weight today'),
      failedTrial: unfit
        .default('refused')
        .describe('After a trial of repeatability, eccentricity or linearity beyond its limit, until it is done again'),
      trials: z
        .array(
          z.strictObject({
            device: z.string().min(1).max(64).describe('Id of the balance'),
            unit: z.string().min(1).max(20).describe('UCUM code of the unit of the limits'),
            repeatability: trialLimit.exactOptional().describe('Largest standard deviation'),
            eccentricity: trialLimit.exactOptional().describe('Largest difference of a corner from the centre'),
            linearity: trialLimit
              .exactOptional()
              .describe('Largest departure from the line of the lightest and the heaviest load'),
          }),
        )
        .max(50)
        .default([])
        .describe(
          'Limits of the laboratory’s own for the trials of its balances; without one a trial is worked out and not judged',
        ),
      chartFrom: z
        .int()
        .min(2)
        .max(100)
        .default(10)
        .describe(
          'Weighings of a check weight that the limits of its control chart are made of; a newer one beyond three standard deviations refuses the balance, one beyond two flags it (repeatability of USP <41> takes ten)',
        ),
    })
    .prefault({})
    .describe('What becomes of a reading of an instrument that is not fit; what is flagged says so for ever'),
  room: z
    .strictObject({
      holdsHours: z
        .int()
        .min(1)
        .max(168)
        .default(8)
        .describe('Hours for which the temperature and humidity of the room stand with what is measured there'),
      temperature: limitsSchema.exactOptional().describe('°C within which the laboratory measures'),
      humidity: limitsSchema.exactOptional().describe('Relative humidity, in per cent, within which it measures'),
    })
    .prefault({})
    .describe(
      'The room of the bench, as somebody reads its thermo-hygrometer; what is measured beyond a limit says so for ever, and nothing is beyond one that is not set',
    ),
  largestFileMegabytes: z.int().min(1).max(256).default(32).describe('Largest file that the page may bring'),
  laboratory: z
    .strictObject({ en: plainText(200), ur: plainText(200) })
    .exactOptional()
    .describe(
      'Name of the laboratory on reports that are concluded at this bench, in both languages; the name of the site unless it is set',
    ),
  address: plainText(300)
    .exactOptional()
    .describe('Address and accreditation of the laboratory on reports that are concluded at this bench'),
  methodsDir: filePath
    .exactOptional()
    .describe('Folder of methods of this laboratory’s own; they come before the shipped ones of the same id'),
  librariesDir: z
    .string()
    .min(1)
    .max(500)
    .exactOptional()
    .describe(
      'Folder of the libraries of spectra that the laboratory owns: in it `infrared` and `raman`, in each one folder of JCAMP-DX files for each library; none is searched unless it is set',
    ),
});
export type BenchPolicy = z.infer<typeof benchPolicySchema>;

const officerPolicySchema = z.strictObject({
  fingers: z
    .enum(['where-enrolled', 'required'])
    .default('where-enrolled')
    .describe(
      'Whether an officer’s PIN counts without a finger of theirs: where none is enrolled, or never, so that others use a security key',
    ),
  fingersToEnrol: z.int().min(2).max(10).default(2).describe('Fingers taken of each officer'),
  duressDoor: z
    .enum(['opens', 'stays-shut'])
    .default('opens')
    .describe(
      'What the door does while an officer who is being forced seems to have let it open; a door that stays shut may get the officer hurt',
    ),
  idleMs: z
    .int()
    .min(60_000)
    .max(3_600_000)
    .default(900_000)
    .describe('An officer is signed out when nothing was done at the station for so long'),
  securityKeys: z
    .strictObject({
      rpId: hostName
        .default('localhost')
        .describe(
          'Host name under which the station’s page is opened; a key serves the name that it was registered for',
        ),
      origins: z
        .array(z.string().regex(/^https?:\/\/[a-z0-9.-]+(:\d{1,5})?$/, 'scheme, host and port'))
        .min(1)
        .max(4)
        .exactOptional()
        .describe(
          'Where that page comes from, http://localhost:8080; this name and the port of the page unless it is set',
        ),
    })
    .prefault({})
    .describe('The page that officers’ security keys are registered for (WebAuthn relying party)'),
});

const wirePolicySchema = z.strictObject({
  longestMs: z
    .int()
    .min(1_000)
    .max(3_600_000)
    .default(600_000)
    .describe('The view of what crosses a device’s line closes by itself after so long'),
});

const trainingPolicySchema = z.strictObject({
  untouchedMs: z
    .int()
    .min(30_000)
    .max(3_600_000)
    .default(300_000)
    .describe('Practice at a gate ends by itself when nobody touched it for so long'),
});

const settingsSchema = z.strictObject({
  $schema: z.string().optional(),
  stationId: placeId.describe('Name of this station; also in its certificate'),
  site: placeId.describe('Prison or laboratory'),
  role: z.enum(stationRoles),
  dataDir: filePath.default('data').describe('Folder of the database; made when missing'),
  http: z
    .strictObject({
      host: hostName.default('127.0.0.1').describe('Interface of the station’s own page'),
      port: tcpPort,
    })
    .describe('The page and API of this station'),
  centre: z.strictObject({ url: z.url({ protocol: /^mqtts$/ }).describe('mqtts://host:port') }),
  peers: z
    .array(peerSchema)
    .max(32)
    .refine((peers) => new Set(peers.map(({ url }) => url)).size === peers.length, 'an address stands twice')
    .default([])
    .describe('Other stations of this site, with which events and keys are exchanged with no centre between'),
  peerListen: z
    .strictObject({ host: hostName, port: tcpPort })
    .exactOptional()
    .describe('Where other stations of this site reach this one; nowhere unless this is set'),
  keys: z.strictObject({
    tlsKey: filePath,
    tlsCert: filePath,
    signingKey: filePath,
    encryptionKey: filePath,
    siteKey: filePath,
    firstOfficerCode: filePath
      .default('keys/first-officer.json')
      .describe('Hash of the one-time code for the first officer; gone once it is used'),
  }),
  trust: z.strictObject({ ca: filePath, authority: filePath, centreRecord: filePath, stationRecord: filePath }),
  disk: diskPolicySchema.prefault({}),
  profilesDir: filePath
    .exactOptional()
    .describe('Folder of device models of this site’s own; they come before the shipped ones of the same id'),
  devices: z.array(deviceConfigSchema).max(64),
  gate: gatePolicySchema.prefault({}),
  visitor: visitorPolicySchema.prefault({}),
  bench: benchPolicySchema.prefault({}),
  officers: officerPolicySchema.prefault({}),
  wire: wirePolicySchema.prefault({}),
  training: trainingPolicySchema.prefault({}),
  logLevel: logLevel.default('info'),
});

export const stationConfigSchema = settingsSchema
  .refine(({ role, officers }) => role !== 'bench' || officers.fingers !== 'required', {
    path: ['officers', 'fingers'],
    message: 'a bench has no fingerprint reader',
  })
  .refine(({ gate, devices }) => !gate.wristband || devices.some(({ id }) => id === gate.wristband?.printer), {
    path: ['gate', 'wristband', 'printer'],
    message: 'no device has this id',
  });
export type StationConfig = z.infer<typeof stationConfigSchema>;

/**
 * Reads a station's configuration; `CUSTODY_EDGE_STATION_` and a setting's path in capitals is its variable.
 * @throws `config-unreadable`, `config-invalid`
 */
export const loadStationConfig = (file: string, env: Environment): StationConfig =>
  loadConfigFile({ file, env, prefix: 'CUSTODY_EDGE_STATION_', schema: stationConfigSchema });

/** JSON Schema of the configuration, for editors. */
export const stationConfigJsonSchema = (): unknown => z.toJSONSchema(stationConfigSchema, { io: 'input' });
