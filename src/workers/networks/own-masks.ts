/** Segmenters that persons bring: opened, known again in a new worker, and closed. */
import { readHeader } from '#src/core/onnx/read-header';
import { decideMaskModel, type MaskSignature } from '#src/core/own-masks/mask-signature';
import { isPrompted } from '#src/methods/capabilities';
import { OwnMaskModel } from '#src/models/own/own-mask-model';
import type { Runtime } from '#src/models/own/own-session';
import type { ModelInfo } from '#src/protocol/models';
import type { KnownMasks, OpenedMasks, OpenMasksRequest } from '#src/protocol/own-network';
import type { EngineContext, ModelProvider } from '#src/workers/state/context';
import {
  SLOWEST_LOAD,
  sha256Of,
  sourceOf,
  tellLongStep,
  titleOf,
  withExternal,
} from './given-network';
import type { ModelService } from './prepare-model';

/**
 * Opens an encoder with its decoder: masks of prompts are theirs from here on.
 * @throws AnomalensError `network-unreadable`, `network-unsupported`, `out-of-memory`.
 */
export async function addMasks(
  context: EngineContext,
  models: Pick<ModelService, 'prepareRuntime' | 'keepMasks'>,
  runtime: Runtime,
  { encoder, decoder, beside }: OpenMasksRequest,
  signal?: AbortSignal,
): Promise<OpenedMasks> {
  const headers = [
    await readHeader(sourceOf(encoder.blob)),
    await readHeader(sourceOf(decoder.blob)),
  ] as const;
  const signature = decideMaskModel(...headers);
  const external = headers.map((header) => withExternal(header, beside));
  await models.prepareRuntime(signal);
  const known: KnownMasks = {
    title: titleOf(encoder.path),
    signature,
    encoder: {
      network: encoder.blob,
      external: external[0] ?? [],
      sha256: await sha256Of(encoder.blob),
    },
    decoder: {
      network: decoder.blob,
      external: external[1] ?? [],
      sha256: await sha256Of(decoder.blob),
    },
  };
  const model = masksOf(known, runtime);
  tellLongStep(context, (encoder.blob.size + decoder.blob.size) / SLOWEST_LOAD);
  try {
    await model.prepare();
  } catch (error) {
    await model.release();
    throw error;
  }
  await takeMasks(context, models, model);
  return { told: toldOf(signature), known };
}

/** One that a worker before this one has opened; its sessions are made when it is first run. */
export function knowMasks(
  context: EngineContext,
  models: Pick<ModelService, 'keepMasks'>,
  runtime: Runtime,
  known: KnownMasks,
): Promise<void> {
  return takeMasks(context, models, masksOf(known, runtime));
}

/** Gives the masks of prompts back to the page's own segmenter, or to another one. */
export async function takeMasks(
  { pictures }: Pick<EngineContext, 'pictures'>,
  models: Pick<ModelService, 'keepMasks'>,
  masks: OwnMaskModel | null,
): Promise<void> {
  await models.keepMasks(masks);
  for (const entry of pictures.all()) {
    entry.prompting.forgetMasks();
    entry.forgetNetwork('', isPrompted);
  }
}

/** What draws the masks in place of a part of the page's segmenter, for reports. */
export function withOwnMasks(
  info: ModelInfo,
  { ownMasks }: Pick<ModelProvider, 'ownMasks'>,
): ModelInfo {
  const half =
    info.kind === 'mask-encoder' ? 'encoder' : info.kind === 'mask-decoder' ? 'decoder' : null;
  if (!ownMasks || !half) return info;
  const { sha256, network } = ownMasks.files[half];
  return { ...info, title: ownMasks.title, sha256, bytes: network.size };
}

function masksOf(
  { title, signature, encoder, decoder }: KnownMasks,
  runtime: Runtime,
): OwnMaskModel {
  return new OwnMaskModel(title, signature, { encoder, decoder }, runtime);
}

function toldOf({ encoder: { frame, fit }, decoder: { boxes } }: MaskSignature): string {
  const how = {
    letterbox: 'keep their proportions in',
    shrink: 'are made as long as',
    stretch: 'are stretched to',
  }[fit];
  const prompts =
    boxes.kind === 'centre'
      ? 'It takes points alone: of a box its centre.'
      : 'It takes boxes and points.';
  return `Pictures ${how} ${frame.width} x ${frame.height}. ${prompts}`;
}
