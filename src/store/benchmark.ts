/**
 * What the benchmark page knows. The files of the folder live beside the store, with the action
 * that reads them.
 */
import type { ComponentFilters } from '#src/core/metrics/component-metrics';
import type { DefinitionId } from '#src/core/metrics/definitions';
import type { Evaluation, EvaluationProgress, ImageError } from '#src/evaluation/types';
import { methods } from '#src/methods/registry';
import type { SerialisedError } from '#src/protocol/errors';

/** What belongs together in a folder; paths as they are told to a person. */
export interface FolderSummary {
  name: string;
  pairs: number;
  imagesWithoutLabel: string[];
  labelsWithoutImage: string[];
  /** Why it is not clear, and which files. */
  ambiguous: string[];
  /** Colour renderings, scores of no picture, text and the like. */
  otherFiles: number;
  /** Ids of methods whose scores lie in the folder. */
  scored: string[];
  /** Masks of a region of interest; absent without one. */
  regions?: number;
}

/** What is known of the folder's labels. */
type FolderLabels =
  | { state: 'reading'; done: number; total: number }
  /** Only a person can say what their values mean. */
  | { state: 'asking' }
  | { state: 'decided'; groups: ReadGroup[] };

/** Labels that are read alike. */
export interface ReadGroup {
  /** How, in a line. */
  words: string;
  labels: number;
  /** They hold the 19 classes instead of anomalies. */
  closedSet: boolean;
}

export interface BenchmarkOptions {
  methodIds: string[];
  /** Long side of the network input; null: as the pictures. */
  longSide: number | null;
  filters: ComponentFilters;
  /** The 19 classes are measured instead of anomalies; as the labels are read. */
  closedSet: boolean;
}

/** `pausing` and `cancelling`: the image under way is finished first. */
export type RunState = 'idle' | 'running' | 'pausing' | 'paused' | 'cancelling';

export interface BenchmarkProgress {
  /** `checking`: whether the files are those of the stored run. */
  phase: 'starting' | 'checking' | EvaluationProgress['phase'];
  done: number;
  total: number;
  /** The image under way. */
  name: string | null;
  /** Milliseconds of work on one image in this session; null before the first. */
  millisecondsPerImage: number | null;
}

export interface BenchmarkSlice {
  open: boolean;
  folder: FolderSummary | null;
  /** Null without a folder, or without labels in it. */
  labels: FolderLabels | null;
  options: BenchmarkOptions;
  runState: RunState;
  progress: BenchmarkProgress | null;
  errors: ImageError[];
  /** Why the run ended; `evaluation-state` when the stored run is another one. */
  failure: SerialisedError | null;
  /** What a person should know about the storage. */
  hint: string | null;
  /** An unfinished run that a reload or a cancel has left; null without one. */
  stored: { done: number; images: number } | null;
  result: Evaluation | null;
  /** Name of the folder that the result is of. */
  resultFolder: string;
  definition: DefinitionId;
  /** Orders the worst images; null: the first of the result. */
  worstBy: string | null;
  /** The image of the result that was opened last, and which picture it is. */
  visited: { stem: string; pictureId: string } | null;
}

export function initialBenchmark(): BenchmarkSlice {
  return {
    open: false,
    folder: null,
    labels: null,
    options: {
      methodIds: methods.map(({ id }) => id),
      longSide: null,
      filters: { minPredicted: 0, minGroundTruth: 0 },
      closedSet: false,
    },
    runState: 'idle',
    progress: null,
    errors: [],
    failure: null,
    hint: null,
    stored: null,
    result: null,
    resultFolder: '',
    definition: 'pooled',
    worstBy: null,
    visited: null,
  };
}
