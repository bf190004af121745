import { describe, expect, it } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import { analyseSet, maskName } from './analyse-set';
import { type AnalysisWish, planAnalysis } from './plan';
import { createAnalysisEngine, memoryFiles, picturesOf } from './testing/analysis-engine';
import type { AnalysisProgress } from './types';

type Overrides = Parameters<typeof createAnalysisEngine>[0];

async function run(
  names: string[],
  { wish = {}, overrides = {} }: { wish?: Partial<AnalysisWish>; overrides?: Overrides } = {},
) {
  const engine = createAnalysisEngine(overrides);
  const plan = await planAnalysis(engine, {
    method: 'max-entropy',
    threshold: 0.5,
    minAreaPercent: 0,
    keepUnlikely: false,
    names: false,
    cover: [],
    longSide: 768,
    ...wish,
  });
  const files = memoryFiles();
  const progress: AnalysisProgress[] = [];
  const analyse = () =>
    analyseSet(engine, picturesOf(...names), plan, files, {
      onProgress: (step) => progress.push(step),
    });
  return { engine, plan, files, progress, analyse };
}
const WORDS = {
  id: 'vision-language',
  kind: 'vision-language',
  title: 'Words',
  bytes: 1,
  sha256: '',
  licence: '',
  needs: [],
} as const;
const rows = (text: string | undefined) => (text ?? '').split('\r\n').filter(Boolean);

describe('an analysis of a set', () => {
  it('writes masks of their own for names that differ in their ending alone', async () => {
    const { files, analyse } = await run(['a.jpg', 'a.png', 'day/a.jpg']);
    await analyse();
    for (const name of ['a.jpg', 'a.png', 'day/a.jpg'])
      expect(files.texts.get(`masks/${name}.png`)).toBe(`mask-png of ${name}`);
  });

  it('writes a row per region of all pictures, with the settings in each', async () => {
    const { files, analyse } = await run(['a.jpg', 'b.jpg'], { wish: { minAreaPercent: 1 } });
    await analyse();
    const [head, ...regions] = rows(files.texts.get('regions.csv'));
    expect(head).toBe(
      'picture,id,area,x,y,width,height,centroid_x,centroid_y,mean_score,max_score,area_percent,false_positive,method,temperature,blur,threshold,min_area,remove_above,model_sha256,version',
    );
    // 1 per cent of 64 x 36 pixels is more than the second region has.
    expect(regions.map((row) => row.split(',').slice(0, 9).join())).toEqual([
      'a.jpg,1,40,4,6,8,5,7.5,8',
      'b.jpg,1,40,4,6,8,5,7.5,8',
    ]);
    expect(regions[0]).toMatch(/,max-entropy,1,false,0\.5,24,0\.5,0{64},0\.0\.0$/);
  });

  it('tells what regions look like where that is wanted, and by which network', async () => {
    const { files, analyse } = await run(['a.jpg'], {
      wish: { names: true },
      overrides: { listModels: () => [WORDS] },
    });
    await analyse();
    const [head, row] = rows(files.texts.get('regions.csv'));
    expect(head).toContain(',max_score,names,name_similarity,area_percent,');
    expect(row).toContain(',cow|horse,0.6,');
    const table = JSON.parse(files.texts.get('regions.json') as string);
    expect(table.namedBy).toEqual({ id: WORDS.id, sha256: '0'.repeat(64) });
    expect(table.pictures[0].regions[0]).toMatchObject({
      names: ['cow', 'horse'],
      name_similarity: 0.6,
    });
  });

  it('writes the same as JSON, a picture on a line', async () => {
    const { files, plan, analyse } = await run(['a.jpg', 'b.jpg'], { wish: { method: 'energy' } });
    await analyse();
    const table = JSON.parse(files.texts.get('regions.json') as string);
    expect(table).toMatchObject({
      schemaVersion: 1,
      settings: plan.settings,
      threshold: 0.5,
      removal: null,
      models: { base: '0'.repeat(64) },
      longSide: 768,
    });
    expect(table.pictures).toHaveLength(2);
    expect(table.pictures[1]).toMatchObject({
      picture: { name: 'b.jpg', width: 64, height: 36 },
      minArea: 0,
      regions: [
        { id: 1, area: 40, areaPercent: (100 * 40) / (64 * 36), falsePositive: null },
        { id: 2 },
      ],
    });
  });

  it('tells the tags of a picture that has some', async () => {
    const { engine, plan, files } = await run(['a.jpg', 'b.jpg']);
    const [first, second] = picturesOf('a.jpg', 'b.jpg');
    const tagged = [
      { ...first!, tags: ['night'] },
      { ...second!, tags: [] },
    ];
    await analyseSet(engine, tagged, plan, files);
    const { pictures } = JSON.parse(files.texts.get('summary.json') as string);
    expect(pictures.map(({ tags }: { tags?: string[] }) => tags)).toEqual([['night'], undefined]);
  });

  it('sums every picture up, in the order of the set', async () => {
    const { files, analyse } = await run(['a.jpg']);
    const [summary] = await analyse();
    expect(summary).toMatchObject({ picture: 'a.jpg', mask: maskName('a.jpg'), error: null });
    expect(summary?.result).toMatchObject({
      width: 64,
      height: 36,
      regions: 2,
      areaPercent: expect.closeTo((100 * 52) / (64 * 36), 9),
      largest: { area: 40 },
      maxScore: 0.9,
      notices: [],
    });
    const confidence = summary?.result?.meanConfidence as number;
    expect(confidence).toBeGreaterThan(0);
    expect(confidence).toBeLessThan(1);
    expect(JSON.parse(files.texts.get('summary.json') as string)).toMatchObject({
      schemaVersion: 1,
      removal: { above: 0.5 },
      pictures: [summary],
    });
  });

  it('has no confidence where the method ships no classifier', async () => {
    const { analyse } = await run(['a.jpg'], { wish: { method: 'energy' } });
    expect((await analyse())[0]?.result?.meanConfidence).toBeNull();
  });

  it('asks for the regions of the plan, without those that are unlikely', async () => {
    const { engine, plan, analyse } = await run(['a.jpg']);
    await analyse();
    const panes = engine.calls
      .filter(({ name }) => name === 'exportFile')
      .map(({ params }) => (params as { pane: object }).pane);
    expect(panes).toHaveLength(2);
    for (const pane of panes)
      expect(pane).toMatchObject({
        settings: plan.settings,
        threshold: 0.5,
        removal: { above: 0.5, classifier: plan.classifier },
      });
  });

  it('says of a picture what is odd about it', async () => {
    const [{ share, leastShare }] = [{ share: 0.1, leastShare: 0.5 }];
    const { analyse } = await run(['a.jpg'], {
      overrides: {
        analyze: ({ pictureId }) => ({
          pictureId,
          scores: [],
          times: {},
          roadLikeness: { 'max-entropy': { share, leastShare, looksLikeRoad: false } },
        }),
      },
    });
    expect((await analyse())[0]?.result?.notices).toEqual([
      'It does not look like a road scene, which the networks were trained on.',
    ]);
  });
});

describe('what goes wrong', () => {
  const broken = (name: string, error: Error): Overrides => ({
    loadPicture: ({ pictureId, source }) => {
      if (source.name === name) throw error;
      const size = { width: 64, height: 36 };
      return {
        pictureId,
        ...size,
        original: size,
        format: 'PNG',
        notices: [],
        thumbnail: new Blob(),
      };
    },
  });

  it('a broken picture is told and the others go on; no mask of an earlier run stands for it', async () => {
    const error = new AnomalensError('picture-empty', 'It is empty.');
    const { files, progress, analyse } = await run(['a.jpg', 'b.jpg'], {
      overrides: broken('a.jpg', error),
    });
    files.texts.set('masks/a.jpg.png', 'old');
    const summaries = await analyse();
    expect(summaries.map(({ error: told }) => told?.code ?? null)).toEqual(['picture-empty', null]);
    expect(summaries[0]).toMatchObject({ mask: null, result: null });
    expect(files.texts.has('masks/a.jpg.png')).toBe(false);
    expect(rows(files.texts.get('regions.csv'))).toHaveLength(3);
    expect(JSON.parse(files.texts.get('regions.json') as string).pictures).toHaveLength(1);
    expect(progress.map(({ done, total }) => `${done}/${total}`)).toEqual(['1/2', '2/2']);
  });

  it('a picture that ends the worker is tried once more, then it is broken', async () => {
    const error = new AnomalensError('engine-crashed', 'The worker ended.', true);
    const { engine, analyse } = await run(['a.jpg', 'b.jpg'], {
      overrides: broken('a.jpg', error),
    });
    const summaries = await analyse();
    expect(summaries.map(({ error: told }) => told?.code ?? null)).toEqual([
      'engine-crashed',
      null,
    ]);
    expect(engine.calls.filter(({ name }) => name === 'loadPicture')).toHaveLength(3);
  });

  it('without an engine nothing more is analysed', async () => {
    const { engine, files, analyse } = await run(['a.jpg', 'b.jpg'], {
      overrides: {
        loadPicture: () => {
          engine.dispose();
          throw new AnomalensError('engine-start', 'There is no worker.');
        },
      },
    });
    await expect(analyse()).rejects.toMatchObject({ code: 'engine-start' });
    expect(files.texts.has('summary.json')).toBe(false);
  });

  it('a mask that cannot be written fails its picture, tables that cannot be written the run', async () => {
    const { files, analyse } = await run(['a.jpg', 'b.jpg']);
    files.refuse.add('masks/a.jpg.png');
    expect((await analyse()).map(({ error }) => error === null)).toEqual([false, true]);
    files.refuse.add('regions.csv');
    await expect(analyse()).rejects.toThrow('regions.csv');
  });

  it('a run begins anew: tables of an earlier one do not stay', async () => {
    const { files, analyse } = await run(['a.jpg']);
    await analyse();
    await analyse();
    expect(rows(files.texts.get('regions.csv'))).toHaveLength(3);
    expect(JSON.parse(files.texts.get('regions.json') as string).pictures).toHaveLength(1);
  });

  it('every picture is released, whatever became of it', async () => {
    const { engine, analyse } = await run(['a.jpg', 'b.jpg'], {
      overrides: {
        analyze: () => {
          throw new AnomalensError('model-invalid', 'It failed.');
        },
      },
    });
    await analyse();
    expect(engine.calls.filter(({ name }) => name === 'releasePicture')).toHaveLength(2);
  });
});
