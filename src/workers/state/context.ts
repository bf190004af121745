import { AnomalensError } from '#src/core/errors';
import type { NetworkFit } from '#src/core/own-fit/network-fit';
import type { SentenceSplitter } from '#src/core/words/sentence-tokens';
import type { WordTables } from '#src/core/words/tables';
import type { Vocabulary } from '#src/core/words/vocabulary';
import type { Compute } from '#src/gpu/compute';
import type {
  ModelEntry,
  NetworkEntry,
  PromptModelEntry,
  SegmenterEntry,
} from '#src/models/manifest';
import type { OwnMaskModel } from '#src/models/own/own-mask-model';
import type { OwnNetwork } from '#src/models/own/own-network';
import type { PictureNetwork } from '#src/models/picture-network';
import type { PromptNetwork } from '#src/models/prompt-network';
import type { EngineInfo, EngineOptions } from '#src/protocol/engine';
import type { WorkerNotices } from '#src/protocol/messages';
import type { ModelInfo } from '#src/protocol/models';
import type { DriveFrame, FrameSource } from '#src/protocol/pictures';
import type { PictureStore } from '#src/workers/state/picture-store';

export type TellPage = <N extends keyof WorkerNotices>(name: N, payload: WorkerNotices[N]) => void;

/** A network that has been downloaded, verified, compiled and checked, after those that feed it. */
export interface PreparedNetwork<E extends NetworkEntry = NetworkEntry> {
  entry: E;
  picture: PictureNetwork<E>;
  /** Whether other networks of the manifest read its outputs. */
  feedsOthers: boolean;
  info: ModelInfo;
}
export type PreparedSegmenter = PreparedNetwork<SegmenterEntry>;
/** A loaded part of a promptable segmenter, or its prompt generator. */
export interface PreparedPromptNetwork {
  entry: PromptModelEntry;
  network: PromptNetwork;
  /** What cuts texts into tokens, where it is an encoder of texts. */
  split?: SentenceSplitter;
  info: ModelInfo;
}
/** A person's own network, which is none of the manifest. */
export interface PreparedOwnNetwork {
  entry: {
    id: string;
    kind: 'own';
    title: string;
    sha256: string;
    classes: { name: string; colour: string }[];
    /** Null where no class is road. */
    leastRoadShare: number | null;
  };
  own: OwnNetwork;
  info: ModelInfo;
  /** To a person's ordinary pictures; null before one. */
  fit: NetworkFit | null;
}
export type PreparedModel = PreparedNetwork | PreparedPromptNetwork | PreparedOwnNetwork;
/** What gives logits. */
export type LogitNetwork = PreparedSegmenter | PreparedOwnNetwork;

export interface ModelProvider {
  /**
   * A network of the manifest, prepared when it is not yet. @throws AnomalensError as
   * `ModelService.prepare`.
   */
  get(modelId: string, signal?: AbortSignal): Promise<PreparedModel>;
  /** A prepared network, or null. */
  ready(modelId: string): PreparedModel | null;
  /** A person's own segmenter, which draws the masks of prompts in place of the page's. */
  readonly ownMasks: OwnMaskModel | null;
  /** Sorts ids: those first whose next run needs no new session. */
  quickestFirst(modelIds: readonly string[]): string[];
}

/**
 * A network behind a picture. @throws AnomalensError as `ModelProvider.get`, `internal` for one that
 * is not.
 */
export async function networkOf(
  models: ModelProvider,
  modelId: string,
  signal?: AbortSignal,
): Promise<PreparedNetwork> {
  const model = await models.get(modelId, signal);
  if ('picture' in model) return model;
  throw new AnomalensError('internal', `${modelId} takes no picture.`);
}

/** As `networkOf`, of one that gives logits. */
export async function segmenterOf(
  models: ModelProvider,
  modelId: string,
  signal?: AbortSignal,
): Promise<LogitNetwork> {
  const model = await models.get(modelId, signal);
  if (isSegmenter(model)) return model;
  throw new AnomalensError('internal', `${modelId} gives no logits.`);
}

/** A prepared network that gives logits, or null. */
export function readySegmenter(models: ModelProvider, modelId: string): LogitNetwork | null {
  const model = models.ready(modelId);
  return model && isSegmenter(model) ? model : null;
}

function isSegmenter(model: PreparedModel): model is LogitNetwork {
  return model.entry.kind === 'segmenter' || model.entry.kind === 'own';
}

/**
 * A network of one kind that passes tensors. @throws AnomalensError as `ModelProvider.get`,
 * `manifest-invalid` for another kind.
 */
export async function promptNetworkOf<K extends PromptModelEntry['kind']>(
  models: ModelProvider,
  modelId: string,
  kind: K,
  signal?: AbortSignal,
): Promise<PromptNetwork<Extract<PromptModelEntry, { kind: K }>>> {
  const model = await models.get(modelId, signal);
  if ('network' in model && isOfKind(model.network, kind)) return model.network;
  throw new AnomalensError(
    'manifest-invalid',
    `The list of models has no "${modelId}" of kind ${kind}.`,
  );
}

function isOfKind<K extends ModelEntry['kind']>(
  network: PromptNetwork,
  kind: K,
): network is PromptNetwork<Extract<PromptModelEntry, { kind: K }>> {
  return network.entry.kind === kind;
}

/** Where words come from: their tables are loaded when words are first used. */
export interface WordTablesSource {
  /**
   * @throws AnomalensError `option-invalid` where the page has no words, `words-unreadable` and of the
   * download that name the table, `cancelled`.
   */
  get(signal?: AbortSignal): Promise<WordTables>;
  /**
   * The tables that read some words as a vocabulary wants it: by the sentence encoder, which is loaded when one of
   * them is not in the dictionary, or without.
   * @throws AnomalensError as `get`, and of the encoder.
   */
  reading(
    words: readonly string[],
    by: Pick<Vocabulary, 'encoder'>,
    signal?: AbortSignal,
  ): Promise<WordTables>;
}

/** A frame as it is shown: upright, its pixels square. Whoever asked closes it. */
export interface FrameBitmap {
  bitmap: ImageBitmap;
  /** That of the drive: "MP4, H.264". */
  format: string;
}

/** The frames of all drives that are open. */
export interface OpenFrames {
  /** @throws AnomalensError `drive-unknown`, `frame-unreadable`. */
  frame(frame: DriveFrame): Promise<FrameBitmap>;
  /** Begins to decode what will be asked for next; a picture that is no frame of a drive is left. */
  prepare(source: FrameSource): void;
}

/** What every part of the pipeline works with. Made once, when the engine starts. */
export interface EngineContext {
  options: EngineOptions;
  info: EngineInfo;
  compute: Compute;
  /** Null when both paths run on the CPU. */
  device: GPUDevice | null;
  models: ModelProvider;
  words: WordTablesSource;
  pictures: PictureStore;
  drives: OpenFrames;
  tellPage: TellPage;
}
