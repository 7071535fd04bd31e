// The embedded servers: what `npm start` and the tests run instead of MongoDB, Kafka and an identity provider.
export { type Embedded, type EmbeddedOptions, startEmbedded } from './start.ts';
