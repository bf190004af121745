/**
 * An engine for specs that pools for real but makes its scores up from the bytes of the image, so
 * that the runner works in Node.
 */
import { AnomalensError } from '#src/core/errors';
import { imageHistogram } from '#src/core/metrics/image-histogram';
import { packSparse } from '#src/core/metrics/sparse-histogram';
import { binsWithin } from '#src/core/metrics/threshold-search';
import { decodeNpy } from '#src/core/npy';
import { random } from '#src/core/random';
import { createFakeEngine, type FakeEngine } from '#src/engine-client/testing/fake-engine';
import type { EvaluationItem, FileStore } from '#src/evaluation/types';
import type { FrameSource } from '#src/protocol/pictures';
import type { MethodSettings, ScoreSource } from '#src/protocol/scores';
import { componentAnswer } from '#src/workers/measure/component-answer';
import { EvaluationRuns } from '#src/workers/measure/evaluation-pools';
import { trueRegions } from '#src/workers/regions/labelled-regions';

const SIZE = { width: 16, height: 12 };
const PIXELS = SIZE.width * SIZE.height;

export interface PoolingEngine {
  engine: FakeEngine;
  /** Names of the images that were asked for, in order. */
  evaluated: string[];
  /** Called before each image; may throw. */
  beforeImage: (name: string) => void;
  /** Loses all pools, as a new worker does. */
  forget(): void;
}

/** An image that begins with 0 is broken. Labels are ids 0, 1 and 255, one byte per pixel. */
export function createPoolingEngine(): PoolingEngine {
  let runs = new EvaluationRuns();
  const truthOf = async (blob: Blob) => ({
    ...SIZE,
    data: new Uint8Array(await blob.arrayBuffer()),
  });
  const parts: PoolingEngine = {
    evaluated: [],
    beforeImage: () => undefined,
    forget: () => {
      runs = new EvaluationRuns();
    },
    engine: createFakeEngine({
      restoreEvaluation: ({ runId, pools, classes }) => {
        runs.begin(runId).restore(pools, classes);
        return null;
      },
      evaluationState: ({ runId, methodId }) => runs.get(runId).stateOf(methodId),
      evaluationSummary: ({ runId, ...wished }) => runs.get(runId).summary(wished),
      evaluateImage: async ({ runId, source, label, settings, wantScores, scoreFiles }) => {
        const name = source?.name ?? label.name;
        parts.evaluated.push(name);
        parts.beforeImage(name);
        const run = runs.get(runId);
        const scores = await scoresOf({ source, scoreFiles }, settings);
        const truth = await truthOf(label.blob);
        const methodIds = settings.map(({ methodId }) => methodId);
        return {
          ...SIZE,
          reading: label.reading,
          turned: 1,
          counts: { normal: PIXELS, anomaly: 0, ignore: 0 },
          notice: null,
          milliseconds: 1,
          methods: run
            .add(methodIds, scores, truth.data)
            .map((method) => ({ ...method, milliseconds: 1 })),
          scores: wantScores ? scores : null,
          classes: null,
        };
      },
      evaluateWithin: async (params) => {
        const { label, questions } = params;
        const truth = await truthOf(label.blob);
        const settings = questions.map((question) => question.settings);
        const scores = 'scores' in params ? params.scores : await scoresOf(params, settings);
        return questions.map(({ ranges }, index) =>
          packSparse(binsWithin(imageHistogram(scores[index] as Float32Array, truth.data), ranges)),
        );
      },
      evaluateComponents: async (params) => {
        const { label, questions, filters } = params;
        const truth = await truthOf(label.blob);
        const settings = questions.map((question) => question.settings);
        const scores = 'scores' in params ? params.scores : await scoresOf(params, settings);
        const regions = { truth, labelled: trueRegions(truth) };
        return questions.map((question, index) =>
          componentAnswer(question, scores[index] as Float32Array, regions, regions, filters),
        );
      },
    }),
  };
  return parts;
}

/**
 * As the files have it, or seeded by the image's first byte and the method, a little higher in the
 * second half, and all higher by the level of a corruption.
 */
async function scoresOf(
  { source, scoreFiles = [] }: { source: FrameSource | null; scoreFiles?: ScoreSource[] },
  settings: readonly MethodSettings[],
): Promise<Float32Array[]> {
  const [seed = 0] =
    source && 'blob' in source ? new Uint8Array(await source.blob.arrayBuffer()) : [];
  if (source && !seed) throw new AnomalensError('picture-unreadable', 'The picture is damaged.');
  const fromFiles = new Map<string, Float32Array>();
  for (const file of scoreFiles)
    fromFiles.set(file.methodId, decodeNpy(new Uint8Array(await file.blob.arrayBuffer())).data);
  return settings.map(({ methodId }) => {
    const own = fromFiles.get(methodId);
    if (own) return own;
    const next = random(seed * 100 + methodId.length);
    const level = source?.corruption?.level ?? 0;
    return Float32Array.from(
      { length: PIXELS },
      (_, i) => next() + level + (i >= PIXELS / 2 ? 0.3 : 0),
    );
  });
}

/** Items whose second half holds the anomalies; the bytes of the images are given. */
export function makeItems(seeds: readonly number[]): EvaluationItem[] {
  const label = Uint8Array.from({ length: PIXELS }, (_, i) =>
    i < 8 ? 255 : i >= PIXELS / 2 && i % 3 > 0 ? 1 : 0,
  );
  return seeds.map((seed, i) => ({
    stem: `s${i}`,
    image: { name: `s${i}.jpg`, read: async () => new Blob([Uint8Array.of(seed)]) },
    label: { name: `s${i}.png`, read: async () => new Blob([label]) },
    hint: null,
    reading: { as: 'ids', anomaly: [1], ignore: [255] },
    folder: '',
    turn: false,
  }));
}

export function rememberingFiles(): FileStore & { files: Map<string, Uint8Array<ArrayBuffer>> } {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  return {
    files,
    read: async (name) => files.get(name)?.slice() ?? null,
    write: async (name, bytes) => {
      files.set(name, bytes.slice());
    },
    remove: async (name) => {
      files.delete(name);
    },
  };
}
