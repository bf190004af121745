/**
 * S2M in the page's own engine, on WebAssembly and CPU: what a picture costs, and what another box
 * costs.
 */
import { createEngine } from '#src/engine-client/client';
import type { Engine } from '#src/engine-client/engine';
import { promptedMethod } from '#src/methods/capabilities';
import { settingsFor } from '#src/methods/settings';
import { sourceOf } from '#src/methods/sources';
import type { PromptAnswer } from '#src/protocol/prompts';
import { SAMPLE } from './scene';

const SIZE = { width: 1280, height: 720 };
const REPETITIONS = 5;
const SETTINGS = settingsFor(promptedMethod);
/** Where a person may draw one; of the generator's boxes none is the same. */
const BOX = { x: 401, y: 303, width: 222, height: 155 };
const PATIENCE = {
  startTimeoutMs: 180_000,
  watchdog: { silenceMs: 120_000, answerMs: 180_000, wakeMs: 180_000 },
};

export interface TimedRow {
  name: string;
  /** Median of the repetitions, the first picture, which loads the networks, left out. */
  milliseconds: number;
  /**
   * What a person should at most wait, in milliseconds; null where the number depends on the
   * picture.
   */
  target: number | null;
}

interface Round {
  answer: PromptAnswer;
  milliseconds: number;
}

async function timedAnswer(
  engine: Engine,
  pictureId: string,
  prompts: PromptAnswer['prompts'] | null,
): Promise<Round> {
  const start = performance.now();
  const answer = await engine.request('segmentPrompts', { pictureId, settings: SETTINGS, prompts });
  return { answer, milliseconds: performance.now() - start };
}

/**
 * A picture that was not open before, then one box more on it. @throws Error unless that box costs
 * one run of the decoder alone.
 */
async function round(engine: Engine, blob: Blob): Promise<{ first: Round; second: Round }> {
  const pictureId = crypto.randomUUID();
  await engine.request('loadPicture', {
    pictureId,
    source: { name: 'sample.png', blob },
  });
  const first = await timedAnswer(engine, pictureId, null);
  const [pattern] = first.answer.prompts;
  if (!pattern)
    throw new Error('The generator draws no box on the sample: there is nothing to measure.');
  const added = {
    ...pattern,
    id: 'bench',
    box: BOX,
    points: [],
    score: 1,
    origin: 'manual' as const,
  };
  const second = await timedAnswer(engine, pictureId, [...first.answer.prompts, added]);
  const { encoderRuns, decoderRuns } = second.answer;
  if (encoderRuns !== 0 || decoderRuns !== 1)
    throw new Error(`Another box took ${encoderRuns} encoder and ${decoderRuns} decoder runs.`);
  await engine.request('releasePicture', { pictureId });
  return { first, second };
}

async function picture(): Promise<Blob> {
  const sample = await (await fetch(SAMPLE)).blob();
  const bitmap = await createImageBitmap(sample, {
    resizeWidth: SIZE.width,
    resizeHeight: SIZE.height,
    resizeQuality: 'high',
  });
  const canvas = new OffscreenCanvas(SIZE.width, SIZE.height);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  return canvas.convertToBlob({ type: 'image/png' });
}

export async function scoreToMask(longSide: number): Promise<TimedRow[]> {
  const modelsUrl = new URL('models/', document.baseURI).href;
  const engine = createEngine({
    longSide,
    inference: 'wasm',
    compute: 'cpu',
    modelsUrl,
    ...PATIENCE,
  });
  try {
    const blob = await picture();
    await round(engine, blob);
    const rounds: Awaited<ReturnType<typeof round>>[] = [];
    while (rounds.length < REPETITIONS) rounds.push(await round(engine, blob));
    const median = (of: (measured: (typeof rounds)[number]) => number) =>
      rounds.map(of).sort((a, b) => a - b)[REPETITIONS >> 1] as number;
    const masks = rounds[0]?.first.answer.decoderRuns ?? 0;
    const stage = (
      name: string,
      of: (times: PromptAnswer['times']) => number | undefined,
      target: number | null = null,
    ) => ({
      name,
      milliseconds: median(({ first }) => of(first.answer.times) ?? Number.NaN),
      target,
    });
    return [
      stage(
        `source score, ${sourceOf(SETTINGS.parameters).id}: network and formula`,
        ({ score }) => score,
      ),
      stage('prompt generator: evidence, boxes', ({ propose }) => propose),
      stage('mask encoder, once per picture', ({ encode }) => encode, 700),
      stage('mask decoder, one call with its mask', ({ decode }) => decode && decode / masks, 100),
      stage(`painting ${masks} masks`, ({ paint }) => paint),
      {
        name: `whole answer with ${masks} masks`,
        milliseconds: median(({ first }) => first.milliseconds),
        target: null,
      },
      {
        name: 'a second box: decoder, painting, summary',
        milliseconds: median(({ second }) => second.milliseconds),
        target: null,
      },
    ];
  } finally {
    engine.dispose();
  }
}
