import { describe, expect, it, vi } from 'vitest';
import { methodById } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import type { PictureNetwork } from '#src/models/picture-network';
import type { MethodSettings } from '#src/protocol/scores';
import { cachedScore } from '#src/workers/scores/score-cache';
import { ensureScores } from '#src/workers/scores/scores';
import { HeldPicture } from '#src/workers/state/held-picture';
import type { PictureMaps } from '#src/workers/state/picture-maps';
import { createFakeModels, type FakeModels } from '#src/workers/testing/fake-models';

const FILES = ['trunk', 'base', 'max-entropy', 'dmlnet', 'rpl'];
const FOUR = ['entropy', 'max-entropy', 'rpl', 'dmlnet'];
const of = (ids: readonly string[], chosen = {}) =>
  ids.map((id) => settingsFor(methodById(id), chosen));

const ensure = ({ context, entry }: FakeModels, ids: readonly string[], chosen = {}) =>
  ensureScores(context, entry, of(ids, chosen), {});

describe('a chain of files', () => {
  it('runs the trunk and the base once for four panes of four networks', async () => {
    const fake = createFakeModels(FILES);
    const preprocess = vi.spyOn(fake.context.compute, 'preprocess');
    await ensure(fake, FOUR);
    expect(fake.runs).toEqual(['trunk', 'base', 'max-entropy', 'rpl gamma=1', 'dmlnet']);
    expect(preprocess).toHaveBeenCalledOnce();
  });

  it('runs what feeds a head, and nothing else', async () => {
    const fake = createFakeModels(FILES);
    await ensure(fake, ['max-entropy']);
    expect(fake.runs).toEqual(['trunk', 'max-entropy']);
    await ensure(fake, ['dmlnet']);
    expect(fake.runs.slice(2)).toEqual(['base', 'dmlnet']);
  });

  it('keeps the maps for another head of the picture, and for another strength', async () => {
    const fake = createFakeModels(FILES);
    for (const gamma of [1, 0.5, 2]) await ensure(fake, ['rpl'], { gamma });
    await ensure(fake, ['entropy']);
    expect(fake.runs).toEqual(['trunk', 'base', 'rpl gamma=1', 'rpl gamma=0.5', 'rpl gamma=2']);
  });

  it('keeps those of the last picture alone', async () => {
    const first = createFakeModels(FILES);
    const { context } = first;
    const release = vi.spyOn(first.entry.maps, 'release');
    await ensure(first, ['max-entropy']);
    expect(first.entry.maps.get('trunk/at4')).not.toBeNull();
    const second = new HeldPicture(first.entry.picture, first.entry.size);
    await ensure({ ...first, entry: second }, ['max-entropy']);
    expect(release).toHaveBeenCalledOnce();
    expect(first.entry.maps.get('trunk/at4')).toBeNull();
    expect(second.maps.get('trunk/at4')).not.toBeNull();
    await ensureScores(context, first.entry, of(['dmlnet']), {});
    expect(second.maps.get('trunk/at4')).toBeNull();
    expect(first.runs.filter((run) => run === 'trunk')).toHaveLength(3);
  });

  it('waits with the maps of a picture in use until it is not', async () => {
    const first = createFakeModels(FILES);
    await ensure(first, ['max-entropy']);
    const second = new HeldPicture(first.entry.picture, first.entry.size);
    await first.entry.use(async () => {
      await ensure({ ...first, entry: second }, ['max-entropy']);
      expect(first.entry.maps.get('trunk/at4')).not.toBeNull();
    });
    expect(first.entry.maps.get('trunk/at4')).toBeNull();
  });

  it('gives all maps back with the picture', async () => {
    const fake = createFakeModels(FILES);
    await ensure(fake, FOUR);
    fake.entry.release();
    for (const source of ['picture', 'trunk/at4', 'base/logits', 'base/context'])
      expect(fake.entry.maps.get(source)).toBeNull();
  });

  it('drops maps that gave nothing sensible, so that trying again begins with the picture', async () => {
    const fake = createFakeModels(FILES);
    const model = await fake.context.models.get('max-entropy');
    if (!('picture' in model)) throw new Error('It takes a picture.');
    const run = model.picture.run.bind(model.picture);
    model.picture.run = async (...parameters: Parameters<PictureNetwork['run']>) => {
      const outputs = await run(...parameters);
      for (const output of Object.values(outputs)) if ('data' in output) output.data.fill(0);
      return outputs;
    };
    for (const _ of ['first', 'again'])
      await expect(ensure(fake, ['max-entropy'])).rejects.toMatchObject({
        code: 'model-self-check',
      });
    expect(fake.runs.filter((name) => name === 'trunk')).toHaveLength(2);
  });

  it('runs again in a second look, once for all heads, and keeps those maps apart', async () => {
    const fake = createFakeModels(FILES);
    fake.context.options.longSide = 32;
    const preprocess = vi.spyOn(fake.context.compute, 'preprocess');
    await ensure(fake, FOUR, { looks: 2 });
    expect(fake.runs).toEqual([
      ...['trunk', 'base', 'max-entropy', 'rpl gamma=1', 'dmlnet'],
      ...['trunk at 64', 'base at 64', 'max-entropy at 64', 'rpl gamma=1 at 64', 'dmlnet at 64'],
    ]);
    expect(preprocess.mock.calls.map(([, { width }]) => width)).toEqual([32, 64]);
    const { entry } = fake;
    const sideOf = (maps: PictureMaps) => maps.get('trunk/at4');
    expect(sideOf(entry.maps)).toMatchObject({ width: 8 });
    expect(sideOf(entry.secondMaps)).toMatchObject({ width: 16 });
    await entry.dropSecondMaps();
    expect(entry.secondMaps.isEmpty).toBe(true);
    expect(sideOf(entry.maps)).not.toBeNull();
  });

  it('keeps what a second look leaves of the last picture alone, and gives it back with it', async () => {
    const [twice] = of(['max-entropy'], { looks: 2 }) as [MethodSettings];
    const first = createFakeModels(FILES);
    first.context.options.longSide = 32;
    await ensure(first, ['max-entropy'], { looks: 2 });
    const second = new HeldPicture(first.entry.picture, first.entry.size);
    await ensure({ ...first, entry: second }, ['max-entropy'], { looks: 2 });
    expect(first.entry.secondMaps.isEmpty).toBe(true);
    expect([...first.entry.networks.keys()]).toEqual(['max-entropy']);
    expect([...second.networks.keys()]).toEqual(['max-entropy', 'max-entropy@2']);
    expect(second.secondMaps.isEmpty).toBe(false);
    expect(cachedScore(first.entry, twice)).not.toBeNull(); // nothing has to run for it
    second.release();
    expect(second.secondMaps.isEmpty).toBe(true);
  });

  it('takes one head down alone', async () => {
    const fake = createFakeModels(FILES);
    fake.broken.add('dmlnet');
    await expect(ensure(fake, ['dmlnet'])).rejects.toMatchObject({
      message: 'dmlnet.onnx arrived damaged, twice.',
    });
    await ensure(fake, ['entropy', 'rpl']);
    expect(fake.runs).toEqual(['trunk', 'base', 'rpl gamma=1']);
  });
});
