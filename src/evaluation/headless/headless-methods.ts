/** The page behind `--methods list`: what can be asked for, with a network or without. */
import { type EngineJob, withEngine } from '#src/evaluation/headless/headless-engine';
import { type NetworkJob, openOwn, toldOf } from '#src/evaluation/headless/headless-network';
import type { MethodsResult } from '#src/evaluation/headless/told-network';
import { methods } from '#src/methods/registry';
import type { SerialisedError } from '#src/protocol/errors';

export interface MethodsJob extends EngineJob {
  networks: NetworkJob[];
  /** Paths below `data/images/`; may be none. */
  images: string[];
}

declare global {
  interface Window {
    runMethods?: (job: MethodsJob) => Promise<MethodsResult | { error: SerialisedError }>;
  }
}

window.runMethods = (job) =>
  withEngine(job, async (engine) => {
    const networks = (await openOwn(engine, job.networks, job.images)).map(toldOf);
    const builtIn = methods.map(({ id, title, unit }) => ({ id, name: id, title, unit }));
    const own = networks.flatMap(({ methods: offered }) => offered);
    return { networks, methods: [...own, ...builtIn] };
  });
