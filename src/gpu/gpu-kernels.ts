/** Every kernel of the pipeline, compiled for one device. */
import { type BlurGpu, createBlur } from '#src/gpu/ops/blur/gpu';
import { createDropout, type DropoutGpu } from '#src/gpu/ops/dropout/gpu';
import { createHistogram, type HistogramGpu } from '#src/gpu/ops/histogram/gpu';
import { createMahalanobis, type MahalanobisGpu } from '#src/gpu/ops/mahalanobis/gpu';
import { createMaskPaint, type MaskPaintGpu } from '#src/gpu/ops/mask-paint/gpu';
import { createOpenClasses, type OpenClassesGpu } from '#src/gpu/ops/open-classes/gpu';
import { createOverlay, type OverlayGpu } from '#src/gpu/ops/overlay/gpu';
import { createPreprocess, type PreprocessGpu } from '#src/gpu/ops/preprocess/gpu';
import { createRegions, type RegionsGpu } from '#src/gpu/ops/regions/gpu';
import { createScores, type ScoresGpu } from '#src/gpu/ops/scores/gpu';
import { createSml, type SmlGpu } from '#src/gpu/ops/sml/gpu';
import { createThreshold, type ThresholdGpu } from '#src/gpu/ops/threshold/gpu';
import { createUpsample, type UpsampleGpu } from '#src/gpu/ops/upsample/gpu';

export interface Kernels {
  preprocess: PreprocessGpu;
  scores: ScoresGpu;
  openClasses: OpenClassesGpu;
  sml: SmlGpu;
  mahalanobis: MahalanobisGpu;
  dropout: DropoutGpu;
  upsample: UpsampleGpu;
  maskPaint: MaskPaintGpu;
  blur: BlurGpu;
  histogram: HistogramGpu;
  threshold: ThresholdGpu;
  regions: RegionsGpu;
  overlay: OverlayGpu;
}

/**
 * @param formats those that panes are drawn to. @throws AnomalensError when a shader does not
 * compile.
 */
export async function createKernels(
  device: GPUDevice,
  formats: readonly GPUTextureFormat[],
): Promise<Kernels> {
  const [
    preprocess,
    scores,
    openClasses,
    sml,
    mahalanobis,
    dropout,
    upsample,
    maskPaint,
    blur,
    histogram,
    threshold,
    regions,
    overlay,
  ] = await Promise.all([
    createPreprocess(device),
    createScores(device),
    createOpenClasses(device),
    createSml(device),
    createMahalanobis(device),
    createDropout(device),
    createUpsample(device),
    createMaskPaint(device),
    createBlur(device),
    createHistogram(device),
    createThreshold(device),
    createRegions(device),
    createOverlay(device, formats),
  ]);
  return {
    preprocess,
    scores,
    openClasses,
    sml,
    mahalanobis,
    dropout,
    upsample,
    maskPaint,
    blur,
    histogram,
    threshold,
    regions,
    overlay,
  };
}
