/** A person's own network: what is sent of it, and what is told. */

import type { NetworkFit } from '#src/core/own-fit/network-fit';
import type { MaskSignature } from '#src/core/own-masks/mask-signature';
import type { Card } from '#src/core/own-network/card';
import type { Because, Unclear } from '#src/core/own-network/decide-card';
import type { NetworkCost } from '#src/core/own-network/network-cost';
import type { NetworkPlan } from '#src/core/own-network/network-plan';
import type { ModelInfo } from '#src/protocol/models';
import type { FrameSource } from '#src/protocol/pictures';

/** A file by its path among those that were given together. */
export interface GivenFile {
  path: string;
  blob: Blob;
}

export interface OpenNetworkRequest {
  /** The ONNX file, and what lies beside it: weights, descriptions, a card. */
  network: GivenFile;
  beside: GivenFile[];
  /** A person's words, which decide everything; null to find out. */
  card: Card | null;
  /** What a person wants of a network that takes any size; null for what its card says. */
  longSide: number | null;
  /** Pictures to look at where the files do not say how it is fed; may be none. */
  pictures: FrameSource[];
}

/** What the files of a network are asked by its header alone. */
export type InspectNetworkRequest = Omit<OpenNetworkRequest, 'pictures'>;

/** What a file is, by its header. */
export interface Inspected extends NetworkPlan {
  /** Half of a promptable segmenter, or a network of classes. */
  role: 'classes' | 'encoder' | 'decoder';
}

export interface OpenMasksRequest {
  encoder: GivenFile;
  decoder: GivenFile;
  /** What lies beside them: weights in other files. */
  beside: GivenFile[];
}

/** A promptable segmenter that draws the masks of prompts in place of the page's own. */
export interface OpenedMasks {
  /** What it takes for prompts, in a sentence. */
  told: string;
  known: KnownMasks;
}

/** What a new worker needs to open it again. */
export interface KnownMasks {
  title: string;
  signature: MaskSignature;
  encoder: KnownMaskFile;
  decoder: KnownMaskFile;
}

interface KnownMaskFile {
  network: Blob;
  external: GivenFile[];
  sha256: string;
}

/** What a network turned out to be. */
export interface OpenedNetwork {
  modelId: string;
  card: Card;
  because: Because;
  unclear: Unclear[];
  /** How a normalisation was voted for; null where nothing had to be. */
  vote: NormalisationVote | null;
  /** To ordinary pictures; null where none has been made. */
  fit: NetworkFit | null;
  /** What a worker after this one is told of it. */
  known: KnownNetwork;
}

export interface NormalisationVote {
  pictures: number;
  /** Most votes first. */
  candidates: { title: string; mean: number[]; std: number[]; votes: number }[];
}

/** What a new worker needs to open a network that is known, without looking at it again. */
export interface KnownNetwork {
  modelId: string;
  network: Blob;
  external: GivenFile[];
  card: Card;
  /** Tensors of the graph that become outputs. */
  added: string[];
  cost: NetworkCost;
  info: ModelInfo;
  /** To a person's ordinary pictures; null before one. */
  fit: NetworkFit | null;
}

export interface FitNetworkRequest {
  modelId: string;
  /** Which a person says are ordinary. */
  pictures: FrameSource[];
}

export interface TakeFitRequest {
  modelId: string;
  /** Made before; null to be without one. */
  fit: NetworkFit | null;
}

/** A fit, and the pictures that had no part in it. */
export interface FittedNetwork {
  fit: NetworkFit;
  unread: string[];
}
