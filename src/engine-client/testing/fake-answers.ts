/** What the fake engine answers: small results that only depend on the request. */
import { FEATURES } from '#src/core/meta/feature-names';
import { type ComponentCounts, noComponents } from '#src/core/metrics/component-metrics';
import { emptySparse, packSparse } from '#src/core/metrics/sparse-histogram';
import type { Prompt } from '#src/core/prompts/prompt';
import { encodeRle } from '#src/core/rle/coco-rle';
import type { Range } from '#src/core/types';
import { DRIVE_ANSWERS } from '#src/engine-client/testing/fake-drives';
import { BLOB, OPEN_WORLD_ANSWERS } from '#src/engine-client/testing/fake-open-world';
import { OWN_NETWORK_ANSWERS } from '#src/engine-client/testing/fake-own-networks';
import { REGIONS, SIZE } from '#src/engine-client/testing/fake-regions';
import { WORD_ANSWERS } from '#src/engine-client/testing/fake-words';
import { methods, modelOf, modelsOf } from '#src/methods/registry';
import type { EngineInfo } from '#src/protocol/engine';
import type { LabelInfo } from '#src/protocol/labels';
import type { ModelSummary } from '#src/protocol/models';
import type { RequestName, Requests } from '#src/protocol/requests';
import type { MethodSettings, ScoreSummary } from '#src/protocol/scores';

export type FakeHandlers = {
  [N in RequestName]: (
    params: Requests[N]['params'],
  ) => Requests[N]['result'] | Promise<Requests[N]['result']>;
};

const RANGE: Range = { min: 0, max: 1 };
const LABEL = {
  reading: { as: 'ids', anomaly: [1], ignore: [255] },
  counts: { normal: 2000, anomaly: 300, ignore: 4 },
} as const;
const IDS = { values: [0, 1, 255], pixels: [2000, 300, 4] };
const LABEL_INFO: LabelInfo = {
  ...SIZE,
  ...LABEL,
  turn: { picture: 1, label: 1 },
  closedSet: false,
  notice: null,
};
const METRICS = { AP: 0.5, AUROC: 0.9, FPR95: 0.2, bestF1: 0.6, threshold: 0.7, prior: 300 / 2300 };
const COUNTS: ComponentCounts = {
  ...noComponents(),
  truth: 2,
  predicted: 2,
  sIoUSum: 1.2,
  PPVSum: 1.4,
};
const PROMPT: Prompt = {
  id: 'generated-1',
  box: { x: 8, y: 8, width: 16, height: 12 },
  points: [],
  score: 0.75,
  origin: 'generated',
};
const MASK = {
  predictedIou: 0.9,
  area: 150,
  maskBox: { x: 9, y: 8, width: 15, height: 11 },
  fragments: 1,
};
export const INFO: EngineInfo = {
  inference: 'wasm',
  compute: 'cpu',
  adapter: null,
  fallbackReason: null,
  keptPictures: 5,
  versions: { anomalens: '0.0.0', onnxruntime: '0.0.0' },
};

function summaryOf(settings: MethodSettings): ScoreSummary {
  const counts = Uint32Array.from({ length: 256 }, (_, i) => 256 - i);
  return {
    methodId: settings.methodId,
    settings,
    range: RANGE,
    histogram: { range: RANGE, counts },
    residualNorm: null,
  };
}

const methodModels = modelsOf(methods);

function modelSummary(id: string): ModelSummary {
  return {
    id,
    kind: 'segmenter',
    title: 'Fake network',
    bytes: 1000,
    sha256: '0'.repeat(64),
    licence: 'none',
    needs: [],
  };
}

export const ANSWERS: FakeHandlers = {
  start: () => INFO,
  ping: () => null,
  listModels: () => methodModels.map(modelSummary),
  prepareModel: ({ modelId }) => ({
    ...modelSummary(modelId),
    source: 'cache',
    selfCheck: { maxDifference: 0, tolerance: 1 },
    classes: [
      { name: 'road', colour: '#804080' },
      { name: 'sky', colour: '#4682b4' },
    ],
    compileMs: 1,
    threads: 1,
  }),
  ...OWN_NETWORK_ANSWERS,
  ...DRIVE_ANSWERS,
  attachPane: () => null,
  detachPane: () => null,
  loadPicture: ({ pictureId }) => ({
    pictureId,
    ...SIZE,
    original: SIZE,
    format: 'JPEG',
    notices: [],
    thumbnail: new Blob([]),
  }),
  analyze: ({ pictureId, settings }) => ({
    pictureId,
    scores: settings.map(summaryOf),
    times: { preprocess: 1, infer: 2, score: 1 },
    roadLikeness: Object.fromEntries(
      settings.map(({ methodId }) => [
        modelOf(methodId),
        { share: 0.8, leastShare: 0.55, looksLikeRoad: true },
      ]),
    ),
  }),
  survey: ({ pictureId, threshold }) => ({
    pictureId,
    threshold,
    shareAbove: 0.02,
    objects: REGIONS.map(({ area }) => area / (SIZE.width * SIZE.height)),
    meanScore: 0.1,
    flagScore: 0.9,
    map: { ...SIZE, range: RANGE, levels: BLOB.map((inside) => 1 + 254 * inside) },
  }),
  segmentPrompts: ({ settings, prompts }) => ({
    summary: summaryOf(settings),
    prompts: (prompts ?? [PROMPT]).map((prompt) => ({ ...prompt, ...MASK })),
    times: { score: 1, propose: 1, encode: 1, decode: 1, paint: 1 },
    encoderRuns: 1,
    decoderRuns: prompts?.length ?? 1,
  }),
  importScore: ({ methodId }) => ({
    scores: [
      {
        methodId,
        part: null,
        unit: null,
        summary: summaryOf({ methodId, parameters: {}, blur: false }),
        inverted: summaryOf({ methodId, parameters: { inverted: 1 }, blur: false }),
        levels: null,
      },
    ],
    notes: [],
    turn: 'none',
  }),
  loadLabel: () => LABEL_INFO,
  dropLabel: () => null,
  measure: ({ settings }) =>
    settings.map(({ methodId }) => ({
      methodId,
      metrics: METRICS,
      precisionRecall: [],
      ROC: [],
      counts: { range: RANGE, normal: [3, 1], anomaly: [0, 2] },
    })),
  measureAt: () => ({
    pixels: { IoU: 0.5, F1: 2 / 3, precision: 0.8, recall: 4 / 7, FPR: 0.01 },
    components: { sIoU: 0.4, PPV: 0.6, F1: 0.5, F1PerTau: null, fragments: 1 },
    detection: null,
  }),
  measureClasses: () => ({ counts: [1], metrics: { IoU: [1], mIoU: 1, accuracy: 1 } }),
  probe: ({ pictureId, x, y, settings }) => ({
    pictureId,
    x,
    y,
    isLeftOut: false,
    scores: settings.map(({ methodId }) => ({
      methodId,
      score: 0.5,
      percentile: 75,
      surprise: null,
    })),
    classes: [
      { index: 0, name: 'road', probability: 0.9 },
      { index: 1, name: 'sky', probability: 0.1 },
    ],
    learnt: null,
    regionId: null,
  }),
  ...OPEN_WORLD_ANSWERS,
  inspectLabel: () => ({ ...SIZE, values: { ids: IDS, colours: null, alpha: null, names: {} } }),
  readRegion: () => ({ mask: encodeRle(BLOB, SIZE) }),
  previewLabel: () => ({ ...SIZE, rgba: new Uint8ClampedArray(9216), counts: LABEL.counts }),
  restoreEvaluation: () => null,
  evaluateImage: ({ settings, wantScores }) => ({
    ...SIZE,
    ...LABEL,
    turned: 1,
    notice: null,
    milliseconds: 2,
    methods: settings.map(({ methodId }) => ({
      methodId,
      metrics: METRICS,
      bootstrap: packSparse(emptySparse(16, 0)),
      milliseconds: 2,
    })),
    scores: wantScores ? settings.map(() => new Float32Array(SIZE.width * SIZE.height)) : null,
    classes: null,
  }),
  evaluationState: ({ methodId }) => ({
    methodId,
    histogram: packSparse(emptySparse(32, 0)),
    smiyc: packSparse(emptySparse(32, 0)),
  }),
  evaluationSummary: () => ({ methods: [], classes: null }),
  evaluateWithin: ({ questions }) => questions.map(() => packSparse(emptySparse(32, 0))),
  evaluateComponents: ({ questions }) =>
    questions.map(() => ({
      counts: { pooled: COUNTS, smiyc: COUNTS },
      masks: null,
      falseRegions: null,
    })),
  evaluateFrame: ({ questions }) => ({ ...SIZE, objects: null, regions: questions.map(() => []) }),
  evaluateRegions: ({ thresholds }) =>
    thresholds.map(() => ({
      features: new Float64Array(0),
      overlaps: [],
      trueRegions: 0,
      around: new Uint32Array(0),
    })),
  agreement: () => ({
    masks: { both: 2, onlyFirst: 3, onlySecond: 5, pixels: 100 },
    networks: null,
  }),
  regionFeatures: () => ({ features: new Float64Array(REGIONS.length * FEATURES) }),
  dropEvaluation: () => null,
  ...WORD_ANSWERS,
  exportFile: ({ kind, fileName }) => ({
    blob: new Blob([kind]),
    fileName: `${fileName}-${kind}`,
  }),
  scriptedAnalyze: ({ settings, thresholds }) => ({
    ...SIZE,
    leftOut: 0,
    methods: Object.fromEntries(
      settings.map(({ methodId }) => [
        methodId,
        {
          range: RANGE,
          threshold: thresholds[methodId] as number,
          shareAbove: 0.02,
          components: REGIONS,
        },
      ]),
    ),
  }),
  scriptedScore: () => ({ ...SIZE, data: new Float32Array(SIZE.width * SIZE.height) }),
  releasePicture: () => null,
  clearModelCache: () => null,
  simulateFault: () => null,
};
