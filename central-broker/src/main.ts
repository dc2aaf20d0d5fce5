import { isIP } from 'node:net';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { connect } from 'node:tls';
import type { Clock, Random } from '@custody-edge/foundation';
import { createHttpServer, createLog, createViewStream } from '@custody-edge/service-kit';
import type { Logger } from 'pino';
import { rulesOf } from './broker/acl.ts';
import { startEmbeddedBroker } from './broker/embedded.ts';
import { type BrokerLink, openLink } from './broker/link.ts';
import type { CentreConfig } from './config.ts';
import { createCourtFeed } from './feed/court-feed.ts';
import { openFeedDrop } from './feed/feed-drop.ts';
import { registerLaboratoryRoutes } from './http/laboratory-routes.ts';
import { type OverviewSources, overviewOf } from './http/overview.ts';
import { registerRoutes, routeStatuses } from './http/routes.ts';
import { createIngest } from './ingest/ingest.ts';
import { createPresence } from './ingest/presence.ts';
import { rebuildRegister, reconsiderSetAside } from './ingest/reconsider.ts';
import { createCaseBook } from './laboratory/case-book.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { createRegister } from './register/register.ts';
import { createCallBackProof } from './roster/call-back-proof.ts';
import { createCourtDirectory } from './roster/court-directory.ts';
import { createCourtNotices } from './roster/court-notices.ts';
import { createDispatch } from './roster/dispatch.ts';
import { createExpected } from './roster/expected.ts';
import { createHolds } from './roster/holds.ts';
import { createNews } from './roster/news.ts';
import { createOrders } from './roster/orders.ts';
import { createRevocations } from './roster/revocations.ts';
import { createStatements } from './roster/statements.ts';
import { createSuccession } from './roster/succession.ts';
import { createTelling } from './roster/telling.ts';
import { createCentralSearch } from './search/central-search.ts';
import { createSearchTelling, isOfSearch } from './search/tell-searches.ts';
import { createCallBackStore } from './store/call-backs.ts';
import { createCommandStore } from './store/commands.ts';
import { createCourtNoticeStore } from './store/court-notices.ts';
import { createCourtStore } from './store/courts.ts';
import { openStore } from './store/database.ts';
import { createEventStore } from './store/events.ts';
import { createFeedStatementStore } from './store/feed-statements.ts';
import { createHoldStore } from './store/holds.ts';
import { createKeyStore } from './store/keys.ts';
import { createNewsStore } from './store/news.ts';
import { createPeopleStore } from './store/people.ts';
import { createQuarantineStore } from './store/quarantine.ts';
import { createSearchStore } from './store/searches.ts';
import { createSuccessionStore } from './store/successions.ts';
import { type Credentials, loadCredentials } from './trust/credentials.ts';
import { openStationDirectory, type StationDirectory } from './trust/station-directory.ts';

export interface CentrePorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly logger?: Logger;
}

export interface Centre {
  readonly urls: {
    /** Pages and interface. */
    readonly http: string;
    /** Broker of the stations. */
    readonly mqtt: string;
  };
  /** Commits what has come in, and closes everything. */
  close(): Promise<void>;
}

/** How the centre reaches its broker. */
interface BrokerAccess {
  readonly url: string;
  /** The broker lives in this process and forgets with it. */
  readonly inProcess: boolean;
  connect(): Duplex;
  close(): Promise<void>;
}

const mqttsPort = 8883;
const urlHost = (host: string): string => (host.includes(':') ? `[${host}]` : host);

async function reachBroker(
  config: CentreConfig,
  tls: Credentials['tls'],
  directory: StationDirectory,
  metrics: Metrics,
  log: Logger,
): Promise<BrokerAccess> {
  if (config.broker.kind === 'external') {
    const { hostname, port: externalPort } = new URL(config.broker.url);
    const host = hostname.replace(/^\[|\]$/g, '');
    return {
      url: config.broker.url,
      inProcess: false,
      connect: () => {
        const port = externalPort === '' ? mqttsPort : Number(externalPort);
        // An address stands in the certificate but may not be asked for by name.
        const socket = connect({ host, port, ...(isIP(host) === 0 && { servername: host }), ...tls });
        socket.once('secureConnect', () => socket.setNoDelay(true));
        return socket;
      },
      close: async () => {},
    };
  }
  const { host } = config.broker;
  const broker = await startEmbeddedBroker({
    host,
    port: config.broker.port,
    centreId: config.centreId,
    tls,
    directory,
    metrics,
    log,
  });
  return {
    url: `mqtts://${urlHost(host)}:${broker.port}`,
    inProcess: true,
    connect: broker.connectCentre,
    close: broker.close,
  };
}

/**
 * Starts a centre: store, broker, ingest, register, orders and web server.
 * @throws credential-unusable, store-unusable, or the system's error for a port that is taken
 */
export async function startCentre(config: CentreConfig, ports: CentrePorts): Promise<Centre> {
  const { clock, random } = ports;
  const log = ports.logger ?? createLog(config.logLevel, { centre: config.centreId });
  const credentials = loadCredentials(config);
  const { centreId } = config;
  const { signer, encryptionKey } = credentials;
  const metrics = createMetrics();
  const store = openStore(config.dataDir);
  const closing: (() => unknown)[] = [() => store.close()];
  const closeAll = async (): Promise<void> => {
    for (const close of closing.toReversed()) await close();
  };

  try {
    const events = createEventStore(store);
    const quarantine = createQuarantineStore(store);
    const keys = createKeyStore(store);
    const commands = createCommandStore(store);
    const callBacks = createCallBackStore(store);
    const newsStore = createNewsStore(store);
    const successions = createSuccessionStore(store);
    const feedStatements = createFeedStatementStore(store);
    const holdStore = createHoldStore(store);
    const searches = createSearchStore(store);
    const notices = createCourtNoticeStore(store);
    const register = createRegister(createPeopleStore(store), events, keys, commands, credentials.enrolment);
    const presence = createPresence(store, metrics, log);
    closing.push(presence.close);
    const directory = openStationDirectory(config.stationsDir, credentials.authority, log);
    closing.push(directory.close);

    const records = { store, events, quarantine, keys, commands, callBacks, successions, searches, notices, register };
    const stores = { ...records, news: newsStore };
    const startedAt = new Date(clock.nowMs()).toISOString();
    const folded = rebuildRegister(stores, startedAt);
    if (folded > 0) log.info({ people: folded }, 'register folded again from the events');
    const understood = reconsiderSetAside(stores, startedAt);
    if (understood > 0) log.info({ events: understood }, 'events of an unknown kind are understood now');

    const sources: OverviewSources = {
      centreId,
      clock,
      register,
      directory,
      presence,
      events,
      quarantine,
      commands,
      callBacks,
      news: newsStore,
      successions,
      feedStatements,
      holdStore,
      notices,
    };
    const stream = createViewStream(() => overviewOf(sources));
    directory.onChange(stream.changed);

    let link: BrokerLink | undefined;
    const publish = (topic: string, text: string): void => link?.publish(topic, text);
    const shared = { directory, presence, signer, clock, log, publish };
    const dispatch = createDispatch({ ...shared, register });
    closing.push(dispatch.close);
    const onChange = stream.changed;
    const issuing = { dispatch, clock, random, ttlHours: config.commandTtlHours, log };
    const courtStore = createCourtStore(store);
    const troubleOfCall = createCallBackProof({ events, courtStore });
    const orders = createOrders({ ...issuing, commands, callBacks, troubleOfCall, onChange });
    const courts = createCourtDirectory({ ...issuing, courtStore, directory });
    const expected = createExpected({ ...issuing, commands, directory, sendWaiting: orders.sendWaiting, onChange });
    const statements = createStatements({ dispatch, holdStore, register, clock, random, log });
    const telling = createTelling({ ...shared, dispatch, events, keys, register, random });
    const news = createNews({ dispatch, telling, news: newsStore, events, log, onChange });
    const succession = createSuccession({ clock, events, dispatch, telling, successions, register, log, onChange });
    const searchTelling = createSearchTelling({ searches, register, events, keys, dispatch, clock, random, log });
    const centralSearch = createCentralSearch({
      searches,
      events,
      keys,
      register,
      clock,
      random,
      log,
      onDone: searchTelling.tell,
    });
    closing.push(centralSearch.close);
    const revocations = createRevocations({ directory, dispatch, clock, random });
    const courtNotices = createCourtNotices({ ...shared, dispatch, notices, random, dir: config.feed?.dir });
    const holds = createHolds({
      commands,
      dispatch,
      holdStore,
      clock,
      onChange(subject) {
        const person = register.row(subject);
        if (person) statements.stateFor([person]);
        onChange();
      },
    });
    const services = { register, orders, courts, expected, holds, statements: feedStatements, clock };
    const { authority } = credentials;
    const feed = createCourtFeed({ feedsDir: config.feed?.feedsDir, authority, services, log, onChange });
    if (config.feed) closing.push(openFeedDrop({ ...config.feed, feed, clock, log }).close);
    const ingest = createIngest({
      ...shared,
      stores,
      centreId,
      encryptionKey,
      metrics,
      onChange,
      onApplied(applied, people) {
        orders.settleCallBacks();
        orders.addressWaiting();
        statements.stateFor(people);
        news.tellOf(people);
        succession.told(applied);
        courtNotices.tell();
        if (applied.some(isOfSearch)) searchTelling.tell();
      },
      onPeople: centralSearch.changed,
      onOnline(station) {
        revocations.tell(station);
        orders.sendWaiting(station);
        courts.tell(station);
        statements.stateTo(station);
        news.tellTo(station);
        succession.begin(station);
        searchTelling.tell();
      },
    });

    const broker = await reachBroker(config, credentials.tls, directory, metrics, log);
    closing.push(broker.close);
    link = openLink({
      clientId: centreId,
      connect: broker.connect,
      clean: broker.inProcess,
      filters: rulesOf({ role: 'centre', id: centreId }).subscribe,
      random,
      log,
      onMessage: ingest.accept,
      onUp: stream.changed,
      onDown() {
        presence.lineLost();
        stream.changed();
      },
    });
    closing.push(link.close, ingest.close);
    centralSearch.start();
    courtNotices.tell();

    const server = await createHttpServer({
      title: 'Custody Edge centre',
      version: '1',
      hosts: config.http.allowedHosts,
      pagesDir: join(import.meta.dirname, '../dist/ui'),
      pageAddresses: ['/laboratory'],
      logger: log,
      metrics: metrics.registry,
      statuses: routeStatuses,
    });
    closing.push(() => server.close());
    registerRoutes(server, {
      ...sources,
      courts,
      feed,
      stream,
      lineIsUp: () => link?.connected === true,
    });
    registerLaboratoryRoutes(server, { cases: createCaseBook(events), clock });
    const http = await server.listen({ host: config.http.host, port: config.http.port });
    log.info({ http, mqtt: broker.url }, 'centre is up');
    return { urls: { http, mqtt: broker.url }, close: closeAll };
  } catch (error) {
    await closeAll();
    throw error;
  }
}
