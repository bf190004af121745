/** From what a person asks for to what every picture of a set is analysed with. */
import { AnomalensError } from '#src/core/errors';
import type { Engine } from '#src/engine-client/engine';
import type { AnalysisNetwork, AnalysisPlan, CoverKind } from '#src/evaluation/analysis/types';
import { chosenMethods } from '#src/evaluation/chosen-methods';
import { baseMethods } from '#src/methods/base';
import { methodById } from '#src/methods/registry';

export interface AnalysisWish {
  method: string;
  /** Raw; null for the method's default. */
  threshold: number | null;
  minAreaPercent: number;
  /** Regions that the method's meta classifier takes for false positives stay. */
  keepUnlikely: boolean;
  /** Regions are told what they look like. */
  names: boolean;
  /** What is made unrecognisable in the report's pictures. */
  cover: readonly CoverKind[];
  longSide: number;
}

/** A region that is more likely than not a false positive is left out, as in the paper. */
const UNLIKELY_ABOVE = 0.5;

/**
 * Loads the networks, and words where regions are named, so that what is missing is told before the first picture.
 * @throws AnomalensError `method-unknown`, `option-invalid`, of the engine and the models.
 */
export async function planAnalysis(engine: Engine, wish: AnalysisWish): Promise<AnalysisPlan> {
  const method = methodById(wish.method);
  const { settings, models } = chosenMethods([method.id], false);
  const [own] = settings;
  if (!own) throw new AnomalensError('option-invalid', 'There is no method to analyse with.');
  const { inference, compute, versions } = await engine.info;
  const classifier = method.meta ? { serial: 0, model: method.meta } : null;
  return {
    settings: own,
    isDefaultThreshold: wish.threshold === null,
    flagAtMost: null,
    threshold: wish.threshold ?? method.defaultThreshold,
    minAreaPercent: wish.minAreaPercent,
    classifier,
    removeAbove: classifier && !wish.keepUnlikely ? UNLIKELY_ABOVE : null,
    naming: wish.names ? await namingNetwork(engine) : null,
    cover: wish.cover,
    coverNetwork: wish.cover.length > 0 ? await networkOf(engine, baseMethods.model) : null,
    longSide: wish.longSide,
    networks: await Promise.all(models.map((id) => networkOf(engine, id))),
    inference,
    compute,
    versions,
  };
}

/** Reads a word too: a damaged table ends the run here, not at each picture. */
async function namingNetwork(engine: Engine): Promise<AnalysisNetwork> {
  const models = await engine.request('listModels', {});
  const model = models.find(({ kind }) => kind === 'vision-language');
  if (!model)
    throw new AnomalensError('option-invalid', 'This build has no words: leave out --names.');
  await engine.request('completeWord', { prefix: 'a', most: 1 });
  return networkOf(engine, model.id);
}

async function networkOf(engine: Engine, modelId: string): Promise<AnalysisNetwork> {
  const { id, title, sha256, tables } = await engine.request('prepareModel', { modelId });
  return { id, title, sha256, ...(tables && { tables }) };
}
