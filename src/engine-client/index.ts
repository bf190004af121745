export { createEngine, type EngineConfig } from '#src/engine-client/client';
export type { Engine, EngineEvents, EngineState } from '#src/engine-client/engine';
export { createFakeEngine } from '#src/engine-client/fake-engine';
export {
  installScripting,
  type ScriptingApi,
  type ScriptingMethod,
} from '#src/engine-client/scripting';
export type { RequestOptions } from '#src/engine-client/transport';
