/**
 * What the messages of protocol.ts carry about engine, models, pictures and settings. Types only.
 */
import type { ComputePath, Histogram, InferencePath, Range, Size } from '#src/core/types';

/**
 * A still picture and a video or camera frame take the same way. Frames are transferred and closed
 * by the worker.
 */
export type FrameSource =
  | { kind: 'file'; blob: Blob; name: string }
  | { kind: 'frame'; frame: VideoFrame | ImageBitmap; name: string; timestamp: number };

export interface EngineOptions {
  inference: InferencePath | 'auto';
  compute: ComputePath | 'auto';
  /** Long side of the network input in pixels, a multiple of 32. */
  longSide: number;
  /** Absolute URL of the folder that holds `manifest.json` and the models. */
  modelsUrl: string;
  /** Accept `simulateFault`. Only tests set it. */
  allowFaults?: boolean;
}

export interface EngineInfo {
  inference: InferencePath;
  compute: ComputePath;
  /** Vendor and architecture of the adapter, or null without WebGPU. */
  adapter: { vendor: string; architecture: string; description: string; software: boolean } | null;
  /**
   * Why a path other than WebGPU was taken, for the notice; null when both run on hardware WebGPU.
   */
  fallbackReason: string | null;
  versions: { anomalens: string; onnxruntime: string };
}

/** What a network is for: `segmenter` gives logits, the others prompts and masks. */
export type ModelKind = 'segmenter' | 'prompt-generator' | 'mask-encoder' | 'mask-decoder';

/** What is known of a network before it is downloaded. */
export interface ModelSummary {
  id: string;
  kind: ModelKind;
  title: string;
  bytes: number;
  sha256: string;
  licence: string;
}

export interface ModelInfo extends ModelSummary {
  source: 'network' | 'cache';
  /** Largest difference to the stored fixture in the self-check, and its tolerance. */
  selfCheck: { maxDifference: number; tolerance: number };
  /** Of a segmenter; empty for the others. */
  classes: { name: string; colour: string }[];
  compileMs: number;
}

export interface PictureNotice {
  code: 'reduced' | 'first-frame' | 'alpha-composited' | 'rotated' | 'not-a-road';
  message: string;
}

export interface PictureInfo extends Size {
  pictureId: string;
  /** Size in the file, before reduction and rotation. */
  original: Size;
  format: string;
  notices: PictureNotice[];
  /** JPEG of at most 160 px, for the list. */
  thumbnail: Blob;
}

/** What a method needs besides its definition; recorded wherever the score is. */
export interface MethodSettings {
  methodId: string;
  /** By parameter id; empty for an imported score. */
  parameters: Record<string, number>;
  blur: boolean;
}

export interface ScoreSummary {
  methodId: string;
  settings: MethodSettings;
  range: Range;
  histogram: Histogram;
  /**
   * 1st and 99th percentile of the residual norm in this picture; null for methods without that
   * layer.
   */
  residualNorm: Range | null;
}
