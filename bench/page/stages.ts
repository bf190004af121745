/** Every stage between a decoded picture and the overlay, on the CPU path. */
import { colourMap } from '#src/core/colours/colour-maps';
import type { Size } from '#src/core/types';
import { createCpuCompute } from '#src/gpu/cpu-compute';
import { blurSimd } from '#src/gpu/ops/blur/simd';
import { histogramCpu, rangeCpu } from '#src/gpu/ops/histogram/cpu';
import { statsOfRuns } from '#src/gpu/ops/region-stats/cpu';
import { runsOfMask } from '#src/gpu/ops/regions/runs';
import { scoresCpu } from '#src/gpu/ops/scores/cpu';
import { scoresSimd } from '#src/gpu/ops/scores/simd';
import { thresholdCpu } from '#src/gpu/ops/threshold/cpu';
import type { SimdModule } from '#src/gpu/simd/module';
import { loadChain, openChain } from '#src/models/testing/open-chain';
import { transformOf } from '#src/store/zoom';
import { measure, type Row } from './measure';
import { COMPARED_KINDS, inputOf, type Network, type Scene } from './scene';

const REPETITIONS = 7;
const CANVAS = { width: 1024, height: 800 };
export const ALL = COMPARED_KINDS.map((kind) => ({ kind, temperature: 1 }));
export const ENTROPY = [{ kind: 'entropy', temperature: 1 }] as const;

export const entropyOf = (scene: Scene): Float32Array =>
  scoresCpu(scene.logits, scene, ENTROPY).scores[0] as Float32Array;

/** The score above which two per cent of the pixels lie. */
export function thresholdOf(score: Float32Array): number {
  return Float32Array.from(score).sort()[Math.floor(score.length * 0.98)] as number;
}

/** The heads that panes can show beside the base. */
const HEADS = ['max-entropy', 'dmlnet', 'rpl'];

async function inference(network: Network, scene: Scene, longSide: number): Promise<Row[]> {
  const { grid, data } = inputOf(network, scene.rgba, scene, longSide);
  const size: Size = { width: grid.paddedWidth, height: grid.paddedHeight };
  const rows = [
    await measure('preprocess', () => inputOf(network, scene.rgba, scene, longSide), REPETITIONS),
  ];
  const note = `${size.width} x ${size.height}, one thread, the build for both paths`;
  for (const id of ['base', ...HEADS]) {
    const files = id === 'base' ? network : await loadChain(id);
    const chain = await openChain(files, size, 'wasm', null);
    const values = await chain.run(data);
    for (const { entry } of id === 'base' ? files.links : files.links.slice(-1)) {
      const session = chain.sessions.find((link) => link.id === entry.id)?.session;
      const feeds = Object.fromEntries(
        entry.inputs.map(({ name, from }) => [name, values[from] as Float32Array]),
      );
      const run = () => session?.run(feeds, size);
      rows.push(await measure(`${entry.id}, WebAssembly`, run, REPETITIONS, note));
    }
    await chain.release();
  }
  return rows;
}

async function drawing(
  scene: Scene,
  score: Float32Array,
  threshold: number,
  simd: SimdModule,
): Promise<Row> {
  const compute = createCpuCompute(simd);
  const settings = {
    canvas: CANVAS,
    transform: transformOf('fit', scene, CANVAS),
    picture: compute.loadPicture(scene.rgba, scene),
    score: compute.importScore(score, scene),
    classes: null,
    truth: null,
    layer: 'mask' as const,
    heat: null,
    minArea: 0,
    colourMap: colourMap('viridis'),
    displayRange: { min: 0, max: 1 },
    classColours: new Uint8Array(57),
    opacity: 0.45,
    outlines: true,
    highlightedRegion: null,
    unknownClass: null,
    tint: [224, 32, 124] as const,
    background: [0, 0, 0] as const,
  };
  let step = 0;
  return measure(
    'threshold, components and drawing of one slider step',
    () => compute.render({ ...settings, threshold: threshold + (++step % 7) * 1e-3 }),
    REPETITIONS,
    `canvas ${CANVAS.width} x ${CANVAS.height}`,
  );
}

export async function stages(
  network: Network,
  scene: Scene,
  longSide: number,
  simd: SimdModule,
): Promise<Row[]> {
  const score = entropyOf(scene);
  const range = rangeCpu(score);
  const threshold = thresholdOf(score);
  const { mask } = thresholdCpu(score, threshold);
  const runs = runsOfMask(mask, scene);
  return [
    ...(await inference(network, scene, longSide)),
    await measure(
      'scores: five methods and classes in one pass',
      () => scoresSimd(simd, scene.logits, scene, ALL),
      REPETITIONS,
    ),
    await measure(
      'scores: entropy alone',
      () => scoresSimd(simd, scene.logits, scene, ENTROPY),
      REPETITIONS,
    ),
    await measure('blur 7 x 7', () => blurSimd(simd, score, scene), REPETITIONS),
    await measure(
      'range and histogram',
      () => histogramCpu(score, rangeCpu(score)),
      REPETITIONS,
      `range ${range.min.toFixed(3)} to ${range.max.toFixed(3)}`,
    ),
    await measure('threshold', () => thresholdCpu(score, threshold), REPETITIONS),
    await measure('components', () => runsOfMask(mask, scene), REPETITIONS),
    await measure('segment statistics', () => statsOfRuns(runs, score, scene, 0), REPETITIONS),
    await drawing(scene, score, threshold, simd),
  ];
}
