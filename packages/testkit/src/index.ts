// What tests of the whole house share.
export { ambiguousRequests } from './ambiguous-requests.ts';
export { AtKeycloak, CookieKeeper } from './at-keycloak.ts';
export { type Browser, type Page, startBrowser, type Visit } from './browser.ts';
export { freePort } from './child.ts';
export { type Answered, type Ask, type Caller, type Client, clientOf, type Json, untilReady } from './client.ts';
export { type CollectedSpan, type Collector, startCollector } from './collector.ts';
export {
  canHave,
  MONGO,
  type RealKeycloak,
  type RealMongo,
  startKafkaContainer,
  startKeycloakContainer,
  startMongoContainer,
  startRedisContainer,
} from './containers.ts';
export { contrast } from './contrast.ts';
export { type FerretDb, startFerretDb } from './ferretdb.ts';
export { given, type Told } from './given.ts';
export { type HeldPeer, holdPeer } from './held-peer.ts';
export {
  type Installation,
  type InstalledConfig,
  offlineConfig,
  type Startable,
  startInstallation,
} from './installation.ts';
export { type ObjectStore, startObjectStore } from './object-store.ts';
export { type RawAnswer, type RawConnection, rawConnection } from './raw-connection.ts';
export { type KafkaCluster, type RealKafka, startKafkaCluster, startRealKafka } from './real-kafka.ts';
export { type RealPrometheus, type Scraped, startRealPrometheus } from './real-prometheus.ts';
export { type RealRedis, startRealRedis } from './real-redis.ts';
export { testLimits } from './test-limits.ts';
export { until } from './until.ts';
