import { AnomalensError } from '#src/core/errors';
import { createCpuCompute } from '#src/gpu/cpu-compute';
import { createGpuCompute } from '#src/gpu/gpu-compute';
import { openSimd } from '#src/gpu/simd/module';
import { planRuntime } from '#src/models/ort';
import { ORT_RUNTIME } from '#src/models/own/ort-runtime';
import { ModelStore } from '#src/models/store';
import { MOST_THREADS } from '#src/models/threads/measure-threads';
import type { EngineOptions } from '#src/protocol/engine';
import { DriveStore } from '#src/workers/drives/drive-store';
import { threadsFor } from '#src/workers/engine/choose-threads';
import { takePaths } from '#src/workers/engine/gpu-path';
import { VERSIONS } from '#src/workers/engine/version';
import { ShotStore } from '#src/workers/learnt/shots';
import { Evaluator } from '#src/workers/measure/evaluator';
import { Measurer } from '#src/workers/measure/measurer';
import { knowMasks } from '#src/workers/networks/own-masks';
import { knowNetwork } from '#src/workers/networks/own-networks';
import { ModelService } from '#src/workers/networks/prepare-model';
import type { EngineContext, TellPage } from '#src/workers/state/context';
import { KEPT_PICTURES, PictureStore } from '#src/workers/state/picture-store';
import { Drawer } from '#src/workers/view/drawer';
import { Prober } from '#src/workers/view/prober';
import { WordTablesStore } from '#src/workers/words/word-tables';

export interface StartedEngine {
  context: EngineContext;
  models: ModelService;
  drawer: Drawer;
  prober: Prober;
  measurer: Measurer;
  evaluator: Evaluator;
  shots: ShotStore;
  drives: DriveStore;
}

/**
 * Chooses the paths, takes a device where one is needed and puts the pipeline together. No network
 * is loaded yet.
 * @throws AnomalensError `option-invalid`.
 */
export async function startEngine(
  options: EngineOptions,
  tellPage: TellPage,
): Promise<StartedEngine> {
  checkOptions(options);
  const { inference, compute, adapter, device, fallbackReason } = await takePaths(options);
  if (device) reportLoss(device, tellPage);
  planRuntime(inference, () => threadsFor(options.threads, inference));
  const operations =
    compute === 'webgpu' && device
      ? await createGpuCompute(device, navigator.gpu.getPreferredCanvasFormat())
      : createCpuCompute(openSimd());
  const models = new ModelService(new ModelStore(options.modelsUrl), inference, device, tellPage);
  const info = {
    inference,
    compute,
    adapter,
    fallbackReason,
    keptPictures: KEPT_PICTURES,
    versions: VERSIONS,
  };
  const drives = new DriveStore();
  const context: EngineContext = {
    options,
    info,
    compute: operations,
    device,
    models,
    words: new WordTablesStore(() => models.wordFiles(), models),
    pictures: new PictureStore(),
    drives,
    tellPage,
  };
  for (const known of options.networks ?? []) await knowNetwork(context, models, known);
  if (options.masks) await knowMasks(context, models, ORT_RUNTIME, options.masks);
  return {
    context,
    models,
    drawer: new Drawer(context),
    prober: new Prober(context),
    measurer: new Measurer(context),
    evaluator: new Evaluator(context),
    shots: new ShotStore(),
    drives,
  };
}

function checkOptions({ longSide, secondLook, threads, modelsUrl }: EngineOptions): void {
  checkLongSide(longSide);
  if (secondLook !== undefined) {
    checkLongSide(secondLook);
    if (secondLook <= longSide)
      throw new AnomalensError(
        'option-invalid',
        `The second look must be larger than the first: ${secondLook} is not above ${longSide}.`,
      );
  }
  if (typeof threads === 'number' && !isCount(threads))
    throw new AnomalensError(
      'option-invalid',
      `The number of threads must be 1 to ${MOST_THREADS}, not ${threads}.`,
    );
  if (!URL.canParse(modelsUrl))
    throw new AnomalensError('option-invalid', 'The address of the models is not a URL.');
}

const isCount = (threads: number) =>
  Number.isInteger(threads) && threads >= 1 && threads <= MOST_THREADS;

function checkLongSide(longSide: number): void {
  if (!(Number.isInteger(longSide) && longSide >= 32 && longSide <= 2048 && longSide % 32 === 0))
    throw new AnomalensError(
      'option-invalid',
      `The long side of the network input must be a multiple of 32 from 32 to 2048, not ${longSide}.`,
    );
}

/**
 * Runs resolve and leave zeros after a loss, so the page is told at once and replaces this worker.
 */
function reportLoss(device: GPUDevice, tellPage: TellPage): void {
  void device.lost.then(({ reason, message }) =>
    tellPage('device', { state: 'lost', reason: message || reason }),
  );
}
