/** Networks that persons bring: opened, known again in a new worker, and closed. */
import { AnomalensError } from '#src/core/errors';
import { unsupportedNetwork } from '#src/core/onnx/unreadable';
import { shownClasses } from '#src/core/own-network/card';
import { trainIdsOf } from '#src/core/own-network/class-lists';
import type { Because } from '#src/core/own-network/decide-card';
import { ownMethods } from '#src/methods/own-methods';
import { registerMethods } from '#src/methods/registry';
import { threadsOfRuntime } from '#src/models/ort';
import { ORT_RUNTIME } from '#src/models/own/ort-runtime';
import { OwnNetwork } from '#src/models/own/own-network';
import type { ModelInfo } from '#src/protocol/models';
import type {
  KnownNetwork,
  OpenedNetwork,
  OpenNetworkRequest,
  TakeFitRequest,
} from '#src/protocol/own-network';
import type { EngineContext, ModelProvider, PreparedOwnNetwork } from '#src/workers/state/context';
import { openNetwork } from './open-network';
import type { ModelService } from './prepare-model';

/** What a person has not said about a licence. */
const LICENCE = 'your own';
/** As the project's own base network. */
const LEAST_ROAD_SHARE = 0.55;

/**
 * Opens a network and makes its methods known. An earlier one of the same file gives way to it.
 * @throws AnomalensError as `openNetwork`; `network-unsupported` also for one that leaves no score.
 */
export async function addNetwork(
  context: EngineContext,
  models: ModelService,
  request: OpenNetworkRequest,
  signal?: AbortSignal,
): Promise<OpenedNetwork> {
  await models.prepareRuntime(signal);
  const opened = await openNetwork(context, ORT_RUNTIME, request, signal);
  const { network, modelId, card, sha256, external, added, cost, unclear, vote } = opened;
  const because = withDevice(opened.because, network);
  if (ownMethods(modelId, card).length === 0) {
    await network.release();
    throw unsupportedNetwork(
      `it gives the winning class of each pixel alone, and no score can be told from that (${because.output ?? because.card}): export it without the argmax (docs/own-network.md)`,
    );
  }
  const info: ModelInfo = {
    id: modelId,
    kind: 'own',
    title: card.title,
    bytes: request.network.blob.size,
    sha256,
    licence: LICENCE,
    needs: [],
    source: 'file',
    selfCheck: network.leftDevice ? null : network.check,
    classes: shownClasses(card),
    compileMs: opened.compileMs,
    threads: threadsOfRuntime(),
  };
  const known = {
    modelId,
    network: request.network.blob,
    external,
    card,
    added,
    cost,
    info,
    fit: null, // to what an earlier card fed and read
  };
  await keep(context, models, known, network);
  return { modelId, card, because, unclear, vote, fit: null, known };
}

/** Says where it runs, and by which numbers, where it was to run on a graphics device. */
function withDevice(because: Because, { check, leftDevice }: OwnNetwork): Because {
  if (!check) return because;
  const { maxDifference, tolerance } = check;
  const share = (value: number) => `${Number((100 * value).toPrecision(2))} %`;
  const device = !leftDevice
    ? `On the graphics device its numbers differ from the processor’s by at most ${share(maxDifference)} of their range.`
    : Number.isFinite(maxDifference)
      ? `On the graphics device its numbers are off by ${share(maxDifference)} of their range, and ${share(tolerance)} is allowed: it runs on the processor.`
      : 'The graphics device cannot run it: it runs on the processor.';
  return { ...because, device };
}

/** A network that a worker before this one has opened; its session is made when it is first run. */
export async function knowNetwork(
  context: EngineContext,
  models: ModelService,
  known: KnownNetwork,
): Promise<void> {
  const { info, device } = context;
  await keep(
    context,
    models,
    known,
    new OwnNetwork(known, ORT_RUNTIME, { inference: info.inference, device }),
  );
}

/**
 * Gives a network what was fitted for it, or takes it away: scores by an earlier fit are forgotten.
 * @throws AnomalensError `internal` for a network that is not open.
 */
export function takeFit(
  { pictures }: Pick<EngineContext, 'pictures'>,
  models: ModelService,
  { modelId, fit }: TakeFitRequest,
): void {
  const model = openOwn(models, modelId);
  models.keepOwn({ ...model, fit });
  for (const entry of pictures.all())
    entry.forgetNetwork(modelId, (methodId) => methodId.startsWith(`${modelId}-`));
  registerMethods(modelId, ownMethods(modelId, model.own.card, fit));
}

/** @throws AnomalensError `internal` for a network that is not open. */
export function openOwn(models: Pick<ModelProvider, 'ready'>, modelId: string): PreparedOwnNetwork {
  const model = models.ready(modelId);
  if (model && 'own' in model) return model;
  throw new AnomalensError('internal', `The network ${modelId} is not open.`);
}

/** Forgets a network, its methods, and what it has left of pictures. */
export async function closeNetwork(
  { pictures }: Pick<EngineContext, 'pictures'>,
  models: ModelService,
  modelId: string,
): Promise<void> {
  registerMethods(modelId, []);
  for (const entry of pictures.all())
    entry.forgetNetwork(modelId, (methodId) => methodId.startsWith(`${modelId}-`));
  await models.forgetOwn(modelId);
}

async function keep(
  context: EngineContext,
  models: ModelService,
  { modelId, card, info, fit }: KnownNetwork,
  own: OwnNetwork,
): Promise<void> {
  await closeNetwork(context, models, modelId);
  registerMethods(modelId, ownMethods(modelId, card, fit));
  const { title, sha256, classes } = info;
  const leastRoadShare = trainIdsOf(classes) ? LEAST_ROAD_SHARE : null;
  models.keepOwn({
    entry: { id: modelId, kind: 'own', title, sha256, classes, leastRoadShare },
    own,
    info,
    fit,
  });
}
