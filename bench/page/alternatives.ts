/**
 * Other ways to the same result, on the same data; they must agree with ours, or the comparison
 * means nothing.
 */
import { blurCpu } from '#src/gpu/ops/blur/cpu';
import { blurSimd } from '#src/gpu/ops/blur/simd';
import { statsOfRuns } from '#src/gpu/ops/region-stats/cpu';
import { runsOfMask } from '#src/gpu/ops/regions/runs';
import { scoresCpu } from '#src/gpu/ops/scores/cpu';
import { scoresSimd } from '#src/gpu/ops/scores/simd';
import { thresholdCpu } from '#src/gpu/ops/threshold/cpu';
import type { SimdModule } from '#src/gpu/simd/module';
import { measure, measureInTurns, type Row } from './measure';
import { openOpenCv } from './opencv';
import { plainLoop } from './plain-loop';
import { COMPARED_KINDS, type Scene } from './scene';
import { openScoreGraph } from './score-graph';
import { ALL, ENTROPY, entropyOf, thresholdOf } from './stages';

const REPETITIONS = 5;
const TURNS = 11;
const TOLERANCE = 1e-3;

export interface Comparison {
  ours: Row;
  other: Row;
}

function assertClose(name: string, ours: Float32Array, theirs: Float32Array): void {
  let largest = 0;
  for (let index = 0; index < ours.length; index++)
    largest = Math.max(largest, Math.abs((ours[index] as number) - (theirs[index] as number)));
  if (!(largest <= TOLERANCE))
    throw new Error(`${name} computes something else: off by ${largest}`);
}

/** The twins of what runs in SIMD. */
async function twinComparisons(scene: Scene, simd: SimdModule): Promise<Comparison[]> {
  const { logits } = scene;
  const score = entropyOf(scene);
  const twins = scoresCpu(logits, scene, ALL).scores;
  for (const [index, map] of scoresSimd(simd, logits, scene, ALL).scores.entries())
    assertClose('SIMD', map, twins[index] as Float32Array);
  assertClose('SIMD blur', blurSimd(simd, score, scene), blurCpu(score, scene));
  const scoresOf = (name: string, requests: typeof ALL | typeof ENTROPY) =>
    measureInTurns(
      [name, () => scoresSimd(simd, logits, scene, requests)],
      [`${name}, TypeScript`, () => scoresCpu(logits, scene, requests)],
      TURNS,
    );
  return [
    await scoresOf('five scores and classes', ALL),
    await scoresOf('entropy and classes', ENTROPY),
    await measureInTurns(
      ['blur 7 x 7', () => blurSimd(simd, score, scene)],
      ['blur 7 x 7, TypeScript', () => blurCpu(score, scene)],
      TURNS,
    ),
  ];
}

async function scoreComparisons(scene: Scene, simd: SimdModule): Promise<Comparison[]> {
  const { scores } = scoresSimd(simd, scene.logits, scene, ALL);
  for (const [index, map] of plainLoop(scene.logits, scene).entries())
    assertClose(`the plain loop's ${COMPARED_KINDS[index]}`, scores[index] as Float32Array, map);
  const ours = await measure(
    'scores: five methods and classes in one pass',
    () => scoresSimd(simd, scene.logits, scene, ALL),
    REPETITIONS,
  );
  const comparisons = [
    {
      ours,
      other: await measure(
        'enlarged logits, then a plain loop',
        () => plainLoop(scene.logits, scene),
        REPETITIONS,
      ),
    },
  ];
  const graph = await openScoreGraph(scene.logits, scene);
  if (!graph) return comparisons;
  const stacked = await graph.run();
  const pixels = scene.width * scene.height;
  for (const [index, kind] of COMPARED_KINDS.entries())
    assertClose(
      `the graph's ${kind}`,
      scores[index] as Float32Array,
      stacked.subarray(index * pixels, (index + 1) * pixels),
    );
  comparisons.push({
    ours,
    other: await measure('operators inside the ONNX graph, WebAssembly', graph.run, REPETITIONS),
  });
  await graph.release();
  return comparisons;
}

async function componentComparison(scene: Scene): Promise<Comparison> {
  const score = entropyOf(scene);
  const { mask } = thresholdCpu(score, thresholdOf(score));
  const label = () => statsOfRuns(runsOfMask(mask, scene), score, scene, 0).regions.length;
  const opencv = await openOpenCv(mask, scene);
  if (opencv.run() !== label())
    throw new Error(`OpenCV finds ${opencv.run()} components, we find ${label()}`);
  const { ours, other } = await measureInTurns(
    ['components with statistics and scores', label],
    ['OpenCV.js connectedComponentsWithStats', opencv.run],
    TURNS,
  );
  opencv.release();
  return { ours, other };
}

export async function alternatives(scene: Scene, simd: SimdModule): Promise<Comparison[]> {
  return [
    ...(await twinComparisons(scene, simd)),
    ...(await scoreComparisons(scene, simd)),
    await componentComparison(scene),
  ];
}
