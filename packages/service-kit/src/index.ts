// One createService: everything between a route contract and a handler.
export { PolicyMissing } from './access/policy.ts';
export { representativesAt } from './access/representative.ts';
export { subjectsAt } from './access/subject.ts';
export { csvFile } from './answer/csv-file.ts';
export { type DoorSettings, readDoor } from './config/door.ts';
export { Port } from './config/numbers.ts';
export { configurationPage } from './config/page.ts';
export { ConfigError, printConfig, readConfig } from './config/read.ts';
export {
  HIGHEST_PUBLIC_PORT,
  inherited,
  passedOn,
  readStart,
  type StartSettings,
  startVariables,
} from './config/start.ts';
export { createFeedClient } from './feed-client.ts';
export { requestJson } from './http-client.ts';
export * from './ports.ts';
export { problemBody } from './problem/body.ts';
export { fieldFaults } from './problem/field-errors.ts';
export { type FieldFault, localised } from './problem/field-texts.ts';
export { languageOf } from './problem/language.ts';
export { quoted } from './problem/quoted.ts';
export { Refusal } from './problem/refusal.ts';
export { found, type Page, type PageAsked, type Reads, readsOf } from './reads.ts';
export { CLOSE_MS, lossTold, runService } from './run.ts';
export { callerOf } from './server/caller.ts';
export { methodRefusal } from './server/client-errors.ts';
export { connectionsOf, keepConnection } from './server/connections.ts';
export { refusalOf, sendFrameworkError, sendRefusal } from './server/errors.ts';
export { type Limits, usualLimits } from './server/limits.ts';
export { openApiDocument } from './server/openapi.ts';
export { ofPage } from './server/page-routes.ts';
export { apiMethods } from './server/signposts.ts';
export { createService } from './service.ts';
