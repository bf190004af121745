/** Every kernel of the pipeline, compiled for one device. */
import { createBlur } from '#src/gpu/ops/blur/gpu';
import { createConcepts } from '#src/gpu/ops/concepts/gpu';
import { createDropout } from '#src/gpu/ops/dropout/gpu';
import { createHistogram } from '#src/gpu/ops/histogram/gpu';
import { createMahalanobis } from '#src/gpu/ops/mahalanobis/gpu';
import { createMaskPaint } from '#src/gpu/ops/mask-paint/gpu';
import { createMean } from '#src/gpu/ops/mean/gpu';
import { createOpenClasses } from '#src/gpu/ops/open-classes/gpu';
import { createOverlay } from '#src/gpu/ops/overlay/gpu';
import { createPreprocess } from '#src/gpu/ops/preprocess/gpu';
import { createRegions } from '#src/gpu/ops/regions/gpu';
import { createScores } from '#src/gpu/ops/scores/gpu';
import { createSml } from '#src/gpu/ops/sml/gpu';
import { createThreshold } from '#src/gpu/ops/threshold/gpu';
import { createUpsample } from '#src/gpu/ops/upsample/gpu';

/** Where an operation is registered, by the name under which the compute path calls it. */
export const OPERATIONS = {
  preprocess: createPreprocess,
  concepts: createConcepts,
  scores: createScores,
  openClasses: createOpenClasses,
  sml: createSml,
  mahalanobis: createMahalanobis,
  dropout: createDropout,
  upsample: createUpsample,
  maskPaint: createMaskPaint,
  blur: createBlur,
  mean: createMean,
  histogram: createHistogram,
  threshold: createThreshold,
  regions: createRegions,
  overlay: createOverlay,
};

export type Kernels = {
  [Name in keyof typeof OPERATIONS]: Awaited<ReturnType<(typeof OPERATIONS)[Name]>>;
};

/**
 * @param formats those that panes are drawn to. @throws AnomalensError when a shader does not
 * compile.
 */
export async function createKernels(
  device: GPUDevice,
  formats: readonly GPUTextureFormat[],
): Promise<Kernels> {
  const made = Object.entries(OPERATIONS).map(
    async ([name, create]) => [name, await create(device, formats)] as const,
  );
  return Object.fromEntries(await Promise.all(made)) as Kernels;
}
