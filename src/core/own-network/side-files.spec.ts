import { describe, expect, it } from 'vitest';
import { pythonNames, sideEvidence } from './side-files';

const json = (value: unknown, path = 'net/preprocessor_config.json') =>
  sideEvidence(path, JSON.stringify(value));

describe('a preprocessor of Hugging Face', () => {
  const MEAN = [0.485, 0.456, 0.406];
  const STD = [0.229, 0.224, 0.225];

  it('says mean and standard deviation of values from 0 to 1', () => {
    expect(json({ do_normalize: true, image_mean: MEAN, image_std: STD })).toEqual({
      file: 'preprocessor_config.json',
      mean: MEAN,
      std: STD,
    });
    expect(json({ do_rescale: true, mean: MEAN, std: STD })).toMatchObject({
      mean: MEAN,
      std: STD,
    });
  });

  it('says of bytes what they are divided by', () => {
    const bytes = json({
      do_rescale: false,
      image_mean: [127.5, 127.5, 127.5],
      image_std: [1, 1, 1],
    });
    expect(bytes?.mean?.[0]).toBeCloseTo(0.5);
    expect(bytes?.std?.[0]).toBeCloseTo(1 / 255);
    const half = json({
      rescale_factor: 2 / 255,
      image_mean: [1, 1, 1],
      image_std: [1, 1, 1],
      size: 1,
    });
    expect(half?.mean?.[0]).toBeCloseTo(0.5);
  });

  it('that does not normalise leaves values as they are', () => {
    expect(json({ do_normalize: false, image_mean: MEAN, image_std: STD })).toMatchObject({
      mean: [0, 0, 0],
      std: [1, 1, 1],
    });
    expect(json({ do_resize: true })).toMatchObject({ mean: [0, 0, 0], std: [1, 1, 1] });
  });

  it.each([
    [512, 512],
    [{ height: 512, width: 1024 }, 1024],
    [{ longest_edge: 800, shortest_edge: 400 }, 800],
    [{ shortest_edge: 400 }, undefined],
  ])('size %j is a long side of %j', (size, longSide) => {
    expect(json({ size })?.longSide).toBe(longSide);
  });

  it('says by what sides are divided, how pictures fit, and which colour is first', () => {
    expect(json({ size_divisor: 64, do_pad: true })).toMatchObject({
      multipleOf: 64,
      fit: 'letterbox',
    });
    expect(json({ ensure_multiple_of: 14, keep_aspect_ratio: true, do_pad: null })).toMatchObject({
      multipleOf: 14,
      fit: 'letterbox',
    });
    const plain = json({ size_divisor: null, do_pad: false, do_flip_channel_order: false });
    expect(plain).not.toHaveProperty('multipleOf');
    expect(plain).not.toHaveProperty('fit');
    expect(plain).not.toHaveProperty('bgr');
    expect(json({ do_flip_channel_order: true })?.bgr).toBe(true);
  });

  it('is none where it is of something else, or damaged', () => {
    expect(json({ vocab_size: 3 })).not.toBeNull(); // it speaks of a size
    expect(json({ model_type: 'bert' })).toBeNull();
    expect(json([1, 2])).toBeNull();
    expect(json('image_mean')).toBeNull();
    expect(json({ image_mean: [1, 2] })).toBeNull();
    expect(sideEvidence('x.json', '{"image_mean"')).toBeNull();
    expect(sideEvidence('notes.txt', 'image_mean')).toBeNull();
  });
});

describe('a configuration of Hugging Face', () => {
  it('names the channels in their order', () => {
    expect(json({ id2label: { 1: 'sky', 0: 'road' } }, 'config.json')).toEqual({
      file: 'config.json',
      names: ['road', 'sky'],
    });
  });

  it.each([
    ['with a hole', { 0: 'road', 2: 'sky' }],
    ['that nobody has named', { 0: 'LABEL_0', 1: 'LABEL_1' }],
    ['without any', {}],
  ])('%s names nothing', (_name, id2label) => {
    expect(json({ id2label }, 'config.json')).toEqual({ file: 'config.json' });
  });

  it('keeps a name that merely begins like none', () => {
    expect(json({ id2label: { 0: 'LABEL_0 of mine' } })?.names).toEqual(['LABEL_0 of mine']);
  });
});

describe('a deploy.yaml of PaddleSeg', () => {
  const yaml = (text: string, path = 'deploy.yaml') => sideEvidence(path, text);

  it('says the numbers of its normalisation, in a line or a list', () => {
    const inline =
      'Deploy:\n  transforms:\n  - type: Normalize\n    mean: [0.4, 0.5, 0.6]\n    std: [0.1, 0.2, 0.3]\n';
    expect(yaml(inline)).toEqual({
      file: 'deploy.yaml',
      mean: [0.4, 0.5, 0.6],
      std: [0.1, 0.2, 0.3],
    });
    const block =
      'transforms:\n- type: Normalize\n  mean:\n  - 0.4\n  - 0.5\n  - 0.6\n  std:\n    - 0.1\n    - 0.2\n    - 0.3\n';
    expect(yaml(block, 'a/DEPLOY.YML')).toMatchObject({
      mean: [0.4, 0.5, 0.6],
      std: [0.1, 0.2, 0.3],
    });
  });

  it('means one half where it gives none, or not three', () => {
    const halves = { mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] };
    expect(yaml('transforms:\n- type: Normalize\n')).toMatchObject(halves);
    expect(yaml('transforms:\n- type: Normalize\n  mean: [0.4]\n  std: [a, b, c]\n')).toMatchObject(
      halves,
    );
  });

  it('reads bytes where nothing is normalised', () => {
    expect(yaml('transforms:\n- type: Resize\n')).toMatchObject({
      mean: [0, 0, 0],
      std: [1 / 255, 1 / 255, 1 / 255],
    });
  });

  it('is none without transforms', () => {
    expect(yaml('batch_size: 4\n')).toBeNull();
  });
});

describe('names as Python writes a dictionary', () => {
  it('are read with either quotes, and what is escaped', () => {
    expect(pythonNames(`{0: 'road', 1: "driver's seat", 2: 'it\\'s'}`)).toEqual([
      'road',
      "driver's seat",
      "it's",
    ]);
    expect(pythonNames('{1: "b", 0: "a"}')).toEqual(['a', 'b']);
    expect(pythonNames(`{0: ''}`)).toEqual(['']);
  });

  it('are none where one is missing, or there are none', () => {
    expect(pythonNames(`{0: 'road', 2: 'sky'}`)).toBeNull();
    expect(pythonNames('none')).toBeNull();
  });
});
