/** Every kernel of the pipeline, compiled for one device. */
import { type BlurGpu, createBlur } from './ops/blur/gpu';
import { type ComponentsGpu, createComponents } from './ops/components/gpu';
import { createDropout, type DropoutGpu } from './ops/dropout/gpu';
import { createHistogram, type HistogramGpu } from './ops/histogram/gpu';
import { createMahalanobis, type MahalanobisGpu } from './ops/mahalanobis/gpu';
import { createMaskPaint, type MaskPaintGpu } from './ops/mask-paint/gpu';
import { createOpenClasses, type OpenClassesGpu } from './ops/open-classes/gpu';
import { createOverlay, type OverlayGpu } from './ops/overlay/gpu';
import { createPreprocess, type PreprocessGpu } from './ops/preprocess/gpu';
import { createScores, type ScoresGpu } from './ops/scores/gpu';
import { createSml, type SmlGpu } from './ops/sml/gpu';
import { createThreshold, type ThresholdGpu } from './ops/threshold/gpu';
import { createUpsample, type UpsampleGpu } from './ops/upsample/gpu';

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
  components: ComponentsGpu;
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
    components,
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
    createComponents(device),
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
    components,
    overlay,
  };
}
