import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { RequestName } from '#src/protocol/requests';
import { type Handlers, MovedResult } from '#src/workers/engine/dispatch';
import { createEngineHandlers } from '#src/workers/engine/handlers';
import { startEngine } from '#src/workers/engine/start-engine';

/** What the rooms of the worker offer, by name; each answers with what it was asked. */
const { rooms, offering } = vi.hoisted(() => {
  const names = [
    ...['writeExport', 'loadLabel', 'dropLabel', 'loadPicture', 'learnClass', 'trainingLabels'],
    ...['inspectLabel', 'previewLabel'],
    ...['annotationMask', 'measureLearnt', 'metricSpace', 'shownFeatures', 'analyze'],
    ...['takeImportedScore', 'segmentPrompts', 'scriptedAnalyze', 'scriptedScore', 'breakEngine'],
    ...['survey', 'surveyFrame', 'frameThumbnail', 'takeFrame', 'describeFrame', 'exportClip'],
  ];
  const every = Object.fromEntries(
    names.map((name) => [name, vi.fn((...asked: unknown[]): unknown => ({ name, asked }))]),
  );
  const some = (...wanted: string[]) =>
    Object.fromEntries(wanted.map((name) => [name, every[name]])) as never;
  return { rooms: every, offering: some };
});
vi.mock(import('#src/workers/export/write-export'), () => offering('writeExport'));
vi.mock(import('#src/workers/files/label-file'), () =>
  offering('loadLabel', 'dropLabel', 'inspectLabel'),
);
vi.mock(import('#src/workers/files/preview-label'), () => offering('previewLabel'));
vi.mock(import('#src/workers/files/open-picture'), () => offering('loadPicture', 'frameThumbnail'));
vi.mock(import('#src/workers/learnt/learn-class'), () => offering('learnClass'));
vi.mock(import('#src/workers/learnt/training-labels'), () => offering('trainingLabels'));
vi.mock(import('#src/workers/open-world/annotation-mask'), () => offering('annotationMask'));
vi.mock(import('#src/workers/open-world/measure-learnt'), () => offering('measureLearnt'));
vi.mock(import('#src/workers/open-world/metric-space'), () => offering('metricSpace'));
vi.mock(import('#src/workers/regions/shown-features'), () => offering('shownFeatures'));
vi.mock(import('#src/workers/scores/analyze'), () => offering('analyze'));
vi.mock(import('#src/workers/scores/imported-score'), () => offering('takeImportedScore'));
vi.mock(import('#src/workers/scores/segment-prompts'), () => offering('segmentPrompts'));
vi.mock(import('#src/workers/engine/scripted'), () => offering('scriptedAnalyze', 'scriptedScore'));
vi.mock(import('#src/workers/engine/survey'), () => offering('survey'));
vi.mock(import('#src/workers/engine/survey-frame'), () => offering('surveyFrame'));
vi.mock(import('#src/workers/engine/describe-frame'), () => offering('describeFrame'));
vi.mock(import('#src/workers/export/export-clip'), () => offering('exportClip'));
vi.mock(import('#src/workers/engine/take-frame'), () => offering('takeFrame'));
vi.mock(import('#src/workers/engine/faults'), () => offering('breakEngine'));
vi.mock(import('#src/workers/engine/start-engine'), () => ({ startEngine: vi.fn() }));

/** A part of the engine whose methods answer with what they were asked. */
const partOf = (part: string, ...methods: string[]) =>
  Object.fromEntries(
    methods.map((method) => [
      method,
      vi.fn((...asked: unknown[]): unknown => ({ name: `${part}.${method}`, asked })),
    ]),
  );

const device = {};
function engineOf() {
  const pictures = partOf('pictures', 'remove');
  const context = {
    info: { inference: 'wasm' },
    options: { allowFaults: false },
    device,
    pictures,
  };
  return {
    context,
    models: partOf('models', 'list', 'prepare', 'clearCache'),
    drawer: partOf('drawer', 'attach', 'detach', 'redraw', 'show'),
    prober: partOf('prober', 'probe'),
    measurer: partOf('measurer', 'measure', 'measureAt', 'measureClasses'),
    evaluator: partOf(
      'evaluator',
      ...['restore', 'image', 'state', 'summary', 'components', 'drop', 'regions'],
    ),
    shots: partOf('shots', 'collect', 'drop'),
    drives: partOf('drives', 'open', 'close'),
  };
}

const PARAMS = {
  paneId: 'p',
  canvas: {},
  modelId: 'rpl',
  pictureId: 'road',
  driveId: 'drive',
  kind: 'device',
};
const { signal } = new AbortController();
const tellPage = vi.fn();
let engine: ReturnType<typeof engineOf>;
let handlers: Handlers;
let show: ReturnType<typeof createEngineHandlers>['show'];

/** What a handler answers; its parameters are the same for all. */
const ask = async (name: RequestName): Promise<unknown> =>
  (handlers[name] as (params: object, signal: AbortSignal) => unknown)(PARAMS, signal);

beforeEach(async () => {
  vi.clearAllMocks();
  engine = engineOf();
  vi.mocked(startEngine).mockResolvedValue(engine as never);
  ({ handlers, show } = createEngineHandlers(tellPage));
});

describe('before its start', () => {
  const others = () =>
    (Object.keys(handlers) as RequestName[]).filter((name) => name !== 'start' && name !== 'ping');

  it('the engine answers to its watchdog alone', async () => {
    expect(await ask('ping')).toBeNull();
    expect(others().length).toBeGreaterThan(30);
    for (const name of others()) {
      const refused = expect(ask(name), name).rejects;
      await refused.toMatchObject({
        code: 'engine-start',
        message: 'The engine has not been started.',
      });
    }
  });

  it('it draws nothing', () => {
    show({} as never);
    expect(engine.drawer.show).not.toHaveBeenCalled();
  });

  it('it can fail to start, and be started again', async () => {
    vi.mocked(startEngine).mockRejectedValueOnce(new Error('no memory'));
    await expect(ask('start')).rejects.toThrow('no memory');
    expect(await ask('start')).toBe(engine.context.info);
    expect(startEngine).toHaveBeenLastCalledWith(PARAMS, tellPage);
    await expect(ask('start')).rejects.toMatchObject({
      code: 'engine-start',
      message: 'The engine has been started already.',
    });
  });
});

describe('after its start', () => {
  beforeEach(async () => {
    await ask('start');
  });

  it.each<[RequestName, string]>([
    ['loadPicture', 'loadPicture'],
    ['analyze', 'analyze'],
    ['segmentPrompts', 'segmentPrompts'],
  ])('%s is answered by %s, and the view drawn again', async (request, name) => {
    expect(await ask(request)).toEqual({ name, asked: [engine.context, PARAMS, signal] });
    expect(engine.drawer.redraw).toHaveBeenCalledOnce();
  });

  it.each<[RequestName, string]>([
    ['importScore', 'takeImportedScore'],
    ['loadLabel', 'loadLabel'],
  ])('%s is answered by %s, and the view drawn again', async (request, name) => {
    expect(await ask(request)).toEqual({ name, asked: [engine.context, PARAMS] });
    expect(engine.drawer.redraw).toHaveBeenCalledOnce();
  });

  it('a frame that is taken is drawn', async () => {
    const taken = [engine.context, engine.drives, PARAMS, signal];
    expect(await ask('takeFrame')).toEqual({ name: 'takeFrame', asked: taken });
    expect(engine.drawer.redraw).toHaveBeenCalledOnce();
  });

  it('a label that is dropped goes from the view', async () => {
    expect(await ask('dropLabel')).toBeNull();
    expect(rooms.dropLabel).toHaveBeenCalledWith(engine.context, PARAMS);
    expect(engine.drawer.redraw).toHaveBeenCalledOnce();
  });

  it('nothing is drawn again after a failure', async () => {
    rooms.analyze?.mockRejectedValueOnce(new Error('no network'));
    await expect(ask('analyze')).rejects.toThrow('no network');
    expect(engine.drawer.redraw).not.toHaveBeenCalled();
  });

  it.each<[RequestName, string]>([
    ['annotationMask', 'annotationMask'],
    ['metricSpace', 'metricSpace'],
    ['measureLearnt', 'measureLearnt'],
    ['regionFeatures', 'shownFeatures'],
    ['scriptedAnalyze', 'scriptedAnalyze'],
    ['survey', 'survey'],
    ['surveyFrame', 'surveyFrame'],
    ['describeFrame', 'describeFrame'],
    ['exportClip', 'exportClip'],
  ])('%s is answered by %s', async (request, name) => {
    expect(await ask(request)).toEqual({ name, asked: [engine.context, PARAMS, signal] });
    expect(engine.drawer.redraw).not.toHaveBeenCalled();
  });

  it.each<RequestName>(['previewLabel', 'frameThumbnail'])('%s is answered', async (name) => {
    expect(await ask(name)).toEqual({ name, asked: [engine.context, PARAMS] });
  });

  it.each<[RequestName, string, boolean]>([
    ['measure', 'measurer.measure', true],
    ['measureAt', 'measurer.measureAt', false],
    ['measureClasses', 'measurer.measureClasses', true],
    ['inspectLabel', 'inspectLabel', false],
    ['openDrive', 'drives.open', true],
    ['evaluationState', 'evaluator.state', false],
    ['evaluationSummary', 'evaluator.summary', false],
    ['evaluateComponents', 'evaluator.components', true],
    ['evaluateRegions', 'evaluator.regions', true],
    ['probe', 'prober.probe', false],
  ])('%s is answered by %s', async (request, name, isCancelled) => {
    expect(await ask(request)).toEqual({ name, asked: isCancelled ? [PARAMS, signal] : [PARAMS] });
  });

  it.each<[RequestName, 'drawer' | 'drives' | 'evaluator' | 'shots', string, unknown[]]>([
    ['attachPane', 'drawer', 'attach', ['p', PARAMS.canvas]],
    ['closeDrive', 'drives', 'close', [PARAMS.driveId]],
    ['detachPane', 'drawer', 'detach', ['p']],
    ['dropShots', 'shots', 'drop', [PARAMS]],
    ['restoreEvaluation', 'evaluator', 'restore', [PARAMS]],
    ['dropEvaluation', 'evaluator', 'drop', [PARAMS]],
  ])('%s is done by the %s and answered with nothing', async (request, part, method, asked) => {
    expect(await ask(request)).toBeNull();
    expect(engine[part][method]?.mock.calls).toEqual([asked]);
  });

  it('networks are listed, prepared and their files cleared', async () => {
    expect(await ask('listModels')).toEqual({ name: 'models.list', asked: [signal] });
    engine.models.prepare?.mockResolvedValueOnce({ info: { id: 'rpl' } });
    expect(await ask('prepareModel')).toEqual({ id: 'rpl' });
    expect(engine.models.prepare).toHaveBeenCalledWith('rpl', signal);
    expect(await ask('clearModelCache')).toBeNull();
    expect(engine.models.clearCache).toHaveBeenCalledOnce();
  });

  it('a picture that is released is forgotten', async () => {
    expect(await ask('releasePicture')).toBeNull();
    expect(engine.context.pictures.remove).toHaveBeenCalledWith('road');
  });

  it('files are written', async () => {
    const { name, asked } = (await ask('exportFile')) as { name: string; asked: unknown[] };
    expect([name, asked.slice(0, 2)]).toEqual(['writeExport', [engine.context, PARAMS]]);
  });

  it('classes are learnt from the shots, and the page told how far', async () => {
    const collected = await ask('collectShot');
    expect(collected).toEqual({ name: 'shots.collect', asked: [engine.context, PARAMS, signal] });
    expect(await ask('trainingLabels')).toEqual({
      name: 'trainingLabels',
      asked: [engine.shots, PARAMS],
    });
    await ask('learnClass');
    const [asked = []] = rooms.learnClass?.mock.calls ?? [];
    const [shots, params, control] = asked as [
      unknown,
      unknown,
      { signal: AbortSignal; onProgress: (progress: object) => void },
    ];
    expect([shots, params, control.signal]).toEqual([engine.shots, PARAMS, signal]);
    const progress = { phase: 'train', current: 1, total: 2 };
    control.onProgress(progress);
    expect(tellPage).toHaveBeenCalledWith('learning', progress);
  });

  it('score maps are moved to the page', async () => {
    const [first, second] = [new Float32Array(2), new Float32Array(3)];
    const image = { scores: [first, second] };
    engine.evaluator.image?.mockResolvedValueOnce(image);
    expect(await ask('evaluateImage')).toEqual(
      new MovedResult(image, [first.buffer, second.buffer]),
    );
    expect(engine.evaluator.image).toHaveBeenCalledWith(PARAMS, signal);
    engine.evaluator.image?.mockResolvedValueOnce({ scores: null });
    expect(await ask('evaluateImage')).toEqual(new MovedResult({ scores: null }, []));
    const score = { data: first };
    rooms.scriptedScore?.mockResolvedValueOnce(score);
    expect(await ask('scriptedScore')).toEqual(new MovedResult(score, [first.buffer]));
    expect(rooms.scriptedScore).toHaveBeenCalledWith(engine.context, PARAMS, signal);
  });

  it('views are drawn', () => {
    const view = { revision: 3 } as never;
    show(view);
    expect(engine.drawer.show).toHaveBeenCalledWith(view);
  });

  it('faults are for tests', async () => {
    await expect(ask('simulateFault')).rejects.toMatchObject({
      code: 'option-invalid',
      message: 'Faults are only simulated in tests.',
    });
    expect(rooms.breakEngine).not.toHaveBeenCalled();
    engine.context.options.allowFaults = true;
    expect(await ask('simulateFault')).toEqual({ name: 'breakEngine', asked: [PARAMS, device] });
  });
});
