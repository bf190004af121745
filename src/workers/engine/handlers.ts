import { AnomalensError } from '#src/core/errors';
import { ORT_RUNTIME } from '#src/models/own/ort-runtime';
import type { ViewState } from '#src/protocol/view';
import { describeFrame } from '#src/workers/engine/describe-frame';
import { type Handlers, MovedResult } from '#src/workers/engine/dispatch';
import { breakEngine } from '#src/workers/engine/faults';
import { namePicture } from '#src/workers/engine/name-picture';
import { scriptedAnalyze, scriptedScore } from '#src/workers/engine/scripted';
import { type StartedEngine, startEngine } from '#src/workers/engine/start-engine';
import { survey } from '#src/workers/engine/survey';
import { surveyFrame } from '#src/workers/engine/survey-frame';
import { takeFrame } from '#src/workers/engine/take-frame';
import { exportClip } from '#src/workers/export/export-clip';
import { writeExport } from '#src/workers/export/write-export';
import { dropLabel, inspectLabel, loadLabel, readRegion } from '#src/workers/files/label-file';
import { frameThumbnail, loadPicture } from '#src/workers/files/open-picture';
import { previewLabel } from '#src/workers/files/preview-label';
import { learnClass } from '#src/workers/learnt/learn-class';
import { trainingLabels } from '#src/workers/learnt/training-labels';
import { evaluateFrame } from '#src/workers/measure/evaluate-frame';
import { inspect } from '#src/workers/networks/given-network';
import { addMasks, takeMasks, withOwnMasks } from '#src/workers/networks/own-masks';
import { addNetwork, closeNetwork, takeFit } from '#src/workers/networks/own-networks';
import { annotationMask } from '#src/workers/open-world/annotation-mask';
import { measureLearnt } from '#src/workers/open-world/measure-learnt';
import { metricSpace } from '#src/workers/open-world/metric-space';
import { nameRegions } from '#src/workers/regions/region-names';
import { shownFeatures } from '#src/workers/regions/shown-features';
import { analyze } from '#src/workers/scores/analyze';
import { fitNetwork } from '#src/workers/scores/fit-network';
import { takeImportedScore } from '#src/workers/scores/imported-score';
import { segmentPrompts } from '#src/workers/scores/segment-prompts';
import type { EngineContext, TellPage } from '#src/workers/state/context';
import { maskAgreement } from '#src/workers/view/agreement';
import { promptSightings, wordMap } from '#src/workers/view/word-maps';
import {
  completeWord,
  namesForSearch,
  readWords,
  wordVector,
} from '#src/workers/words/word-questions';

/**
 * The worker's answers to every request. `start` comes first; the others refuse until it has
 * succeeded.
 */
export function createEngineHandlers(tellPage: TellPage): {
  handlers: Handlers;
  show: (view: ViewState) => void;
} {
  let engine: StartedEngine | null = null;

  function started(): StartedEngine {
    if (!engine) throw new AnomalensError('engine-start', 'The engine has not been started.');
    return engine;
  }

  /** Work that needs nothing of the engine: before its start only the watchdog is answered. */
  function onceStarted<T>(work: () => T): T {
    started();
    return work();
  }

  /** Runs work on the context and draws again when it is done: the shown view may depend on it. */
  async function thenRedraw<T>(work: (context: EngineContext) => Promise<T>): Promise<T> {
    const { context, drawer } = started();
    const result = await work(context);
    drawer.redraw();
    return result;
  }

  const handlers: Handlers = {
    start: async (options) => {
      if (engine) throw new AnomalensError('engine-start', 'The engine has been started already.');
      engine = await startEngine(options, tellPage);
      return engine.context.info;
    },
    ping: () => null,
    listModels: (_params, signal) => started().models.list(signal),
    prepareModel: async ({ modelId }, signal) => {
      const { models } = started();
      return withOwnMasks((await models.prepare(modelId, signal)).info, models);
    },
    inspectNetwork: (params) => inspect(started().context, params),
    openMasks: (params, signal) =>
      thenRedraw((context) => addMasks(context, started().models, ORT_RUNTIME, params, signal)),
    closeMasks: () =>
      thenRedraw(async (context) => {
        await takeMasks(context, started().models, null);
        return null;
      }),
    openNetwork: (params, signal) => {
      const { context, models } = started();
      return addNetwork(context, models, params, signal);
    },
    closeNetwork: async ({ modelId }) => {
      const { context, models } = started();
      await closeNetwork(context, models, modelId);
      return null;
    },
    fitNetwork: (params, signal) =>
      thenRedraw((context) => fitNetwork(context, started().models, params, signal)),
    takeFit: (params) =>
      thenRedraw(async (context) => {
        takeFit(context, started().models, params);
        return null;
      }),
    openDrive: (params, signal) => started().drives.open(params, signal),
    surveyFrame: (params, signal) => surveyFrame(started().context, params, signal),
    frameThumbnail: (params) => frameThumbnail(started().context, params),
    takeFrame: (params, signal) =>
      thenRedraw((context) => takeFrame(context, started().drives, params, signal)),
    describeFrame: (params, signal) => describeFrame(started().context, params, signal),
    exportClip: (params, signal) => exportClip(started().context, params, signal),
    closeDrive: async ({ driveId }) => {
      await started().drives.close(driveId);
      return null;
    },
    attachPane: ({ paneId, canvas }) => {
      started().drawer.attach(paneId, canvas);
      return null;
    },
    detachPane: ({ paneId }) => {
      started().drawer.detach(paneId);
      return null;
    },
    loadPicture: (params, signal) => thenRedraw((context) => loadPicture(context, params, signal)),
    analyze: (params, signal) => thenRedraw((context) => analyze(context, params, signal)),
    survey: (params, signal) => survey(started().context, params, signal),
    segmentPrompts: (params, signal) =>
      thenRedraw((context) => segmentPrompts(context, params, signal)),
    annotationMask: (params, signal) => annotationMask(started().context, params, signal),
    collectShot: (params, signal) => started().shots.collect(started().context, params, signal),
    dropShots: (params) => {
      started().shots.drop(params);
      return null;
    },
    learnClass: (params, signal) =>
      learnClass(started().shots, params, {
        signal,
        onProgress: (progress) => tellPage('learning', progress),
      }),
    trainingLabels: (params) => trainingLabels(started().shots, params),
    metricSpace: (params, signal) => metricSpace(started().context, params, signal),
    measureLearnt: (params, signal) => measureLearnt(started().context, params, signal),
    importScore: (params) => thenRedraw((context) => takeImportedScore(context, params)),
    loadLabel: (params) => thenRedraw((context) => loadLabel(context, params)),
    dropLabel: (params) =>
      thenRedraw(async (context) => {
        dropLabel(context, params);
        return null;
      }),
    measure: (params, signal) => started().measurer.measure(params, signal),
    measureAt: (params) => started().measurer.measureAt(params),
    measureClasses: (params, signal) => started().measurer.measureClasses(params, signal),
    inspectLabel: (params) => onceStarted(() => inspectLabel(params)),
    readRegion: (params) => onceStarted(() => readRegion(params)),
    previewLabel: (params) => previewLabel(started().context, params),
    restoreEvaluation: (params) => {
      started().evaluator.restore(params);
      return null;
    },
    evaluateImage: async (params, signal) => {
      const image = await started().evaluator.image(params, signal);
      return new MovedResult(image, (image.scores ?? []).map(bufferOf));
    },
    evaluationState: (params) => started().evaluator.state(params),
    evaluationSummary: (params) => started().evaluator.summary(params),
    evaluateComponents: (params, signal) => started().evaluator.components(params, signal),
    evaluateWithin: async (params, signal) => {
      const packed = await started().evaluator.within(params, signal);
      return new MovedResult(
        packed,
        packed.map(({ buffer }) => buffer),
      );
    },
    evaluateFrame: (params, signal) => evaluateFrame(started().context, params, signal),
    dropEvaluation: (params) => {
      started().evaluator.drop(params);
      return null;
    },
    evaluateRegions: (params, signal) => started().evaluator.regions(params, signal),
    regionFeatures: (params, signal) => shownFeatures(started().context, params, signal),
    completeWord: (params, signal) => completeWord(started().context, params, signal),
    namesMeant: (params, signal) => namesForSearch(started().context, params, signal),
    readWords: (params, signal) => readWords(started().context, params, signal),
    wordVector: (params, signal) => wordVector(started().context, params, signal),
    wordMap: (params, signal) => wordMap(started().context, params, signal),
    promptSightings: (params, signal) => promptSightings(started().context, params, signal),
    nameRegions: (params, signal) => nameRegions(started().context, params, signal),
    namePicture: (params, signal) => namePicture(started().context, params, signal),
    agreement: (params) => maskAgreement(started().context, params),
    probe: (params) => started().prober.probe(params),
    exportFile: (params, signal) => writeExport(started().context, params, signal),
    scriptedAnalyze: (params, signal) => scriptedAnalyze(started().context, params, signal),
    scriptedScore: async (params, signal) => {
      const score = await scriptedScore(started().context, params, signal);
      return new MovedResult(score, [bufferOf(score.data)]);
    },
    releasePicture: ({ pictureId }) => {
      started().context.pictures.remove(pictureId);
      return null;
    },
    clearModelCache: async () => {
      await started().models.clearCache();
      return null;
    },
    simulateFault: (params) => {
      const { context } = started();
      if (!context.options.allowFaults)
        throw new AnomalensError('option-invalid', 'Faults are only simulated in tests.');
      return breakEngine(params, context.device);
    },
  };
  return { handlers, show: (view) => engine?.drawer.show(view) };
}

/** Score maps are never in shared memory, which could not be moved. */
function bufferOf({ buffer }: Float32Array): ArrayBuffer {
  return buffer as ArrayBuffer;
}
