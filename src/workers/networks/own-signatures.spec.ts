import { beforeAll, describe, expect, it } from 'vitest';
import type { LogitPlanes } from '#src/core/own-network/planes';
import { scoresCpu } from '#src/gpu/ops/scores/cpu';
import { formulaOfOwn, ownMethods } from '#src/methods/own-methods';
import type { Wrapping } from '#src/models/own/testing/joined-model';
import {
  classesModel,
  eachSigmoidModel,
  probabilitiesModel,
  queriesModel,
  sigmoidsModel,
  topModel,
} from '#src/models/own/testing/other-outputs';
import { SIGNATURES, signedModel } from '#src/models/own/testing/signatures';
import { wrappedModel } from '#src/models/own/testing/wrapped-model';
import {
  differenceOf,
  KINDS,
  opened,
  placedOf,
  plain,
  runOf,
  SIZE,
  scoresOf,
} from './testing/own-runs';

const RBA = [{ kind: 'rba', temperature: 1 }] as const;

/** Rounded: half-floats.spec.ts. */
const HALVES = 'half floats';

let expected: Float32Array[];
beforeAll(async () => {
  const own = await plain();
  expected = await scoresOf(own);
  await own.network.release();
});

describe('the project’s own scores come out of its network as it would be exported by', () => {
  it.each(Object.keys(SIGNATURES).filter((name) => name !== HALVES))('%s', async (name) => {
    const own = await opened(signedModel(name));
    const { reads, kind } = SIGNATURES[name]!;
    expect(own.card.output).toMatchObject({ name: reads, kind });
    const scores = await scoresOf(own);
    for (const [index, score] of scores.entries())
      expect(differenceOf(score, expected[index]!), KINDS[index]).toBeLessThan(1e-3);
    await own.network.release();
  });
});

it('what the picture leaves of the input is grey, whatever the numbers are normalised by', async () => {
  const own = await opened(signedModel('SegFormer of optimum'));
  const project = await plain();
  const [scores, others] = [await scoresOf(own, 224), await scoresOf(project, 224)];
  for (const [index, score] of scores.entries())
    expect(differenceOf(score, others[index]!), KINDS[index]).toBeLessThan(1e-3);
  for (const { network } of [own, project]) await network.release();
});

describe('what a network gives beside logits', () => {
  it.each([
    ['queries', queriesModel(), 'queries', 'class_queries_logits'],
    ['probabilities', probabilitiesModel(), 'probabilities', 'p'],
  ] as const)('%s give the scores of probabilities', async (_what, bytes, kind, name) => {
    const own = await opened(bytes);
    expect(own.card.output).toMatchObject({ kind, name });
    const scores = await scoresOf(own);
    for (const kind of ['msp', 'entropy', 'margin'] as const) {
      const index = KINDS.indexOf(kind);
      expect(differenceOf(scores[index]!, expected[index]!), kind).toBeLessThan(1e-3);
    }
    expect(ownMethods(own.modelId, own.card).map(({ id }) => formulaOfOwn(id))).toEqual([
      'msp',
      'entropy',
      'margin',
      'odin',
      ...(kind === 'queries' ? ['rba'] : []),
    ]);
    await own.network.release();
  });

  it('queries keep what they give each class: RbA is that of the probabilities which made them', async () => {
    const [own, project] = [await opened(queriesModel()), await plain()];
    const made = await runOf(project, []);
    const given = await runOf(own, ['queryLogits']);
    const probabilities = { ...made.logits, data: softmaxOf(made.logits) };
    const wanted = scoresCpu(placedOf(made.grid, probabilities), SIZE, RBA).scores[0]!;
    const rba = scoresCpu(placedOf(given.grid, given.queryLogits!), SIZE, RBA).scores[0]!;
    expect(differenceOf(rba, wanted)).toBeLessThan(1e-3);
    expect(Math.max(...rba) - Math.min(...rba)).toBeGreaterThan(0.05);
    for (const { network } of [own, project]) await network.release();
  });

  it('probabilities leave no queries', async () => {
    const own = await opened(probabilitiesModel());
    expect((await runOf(own, ['queryLogits'])).queryLogits).toBeNull();
    await own.network.release();
  });

  it('a map of one class is compared with everything else', async () => {
    const own = await opened(sigmoidsModel());
    expect(own.card.output).toMatchObject({ kind: 'logits', name: 'twice' });
    expect(own.unclear).toContain('output');
    expect(own.network.classes).toHaveLength(2);
    const [msp] = await scoresOf(own);
    expect(Math.max(...msp!)).toBeLessThanOrEqual(0.5);
    await own.network.release();
  });

  it('a sigmoid for each class is no softmax: how large all are together stays', async () => {
    const own = await opened(eachSigmoidModel());
    expect(own.card.output).toMatchObject({ kind: 'sigmoid-logits', name: 'own/logits' });
    const [shares] = await scoresOf(own);
    own.network.card = { ...own.card, output: { ...own.card.output, name: 'p', kind: 'sigmoids' } };
    const [read] = await scoresOf(own);
    expect(differenceOf(shares!, read!)).toBeLessThan(1e-3);
    expect(differenceOf(shares!, expected[0]!)).toBeGreaterThan(0.05);
    await own.network.release();
  });

  it('the winning class of TopK is opened', async () => {
    const own = await opened(topModel());
    expect(own.card.output).toMatchObject({ kind: 'logits', name: 'own/logits' });
    const scores = await scoresOf(own);
    for (const [index, score] of scores.entries())
      expect(differenceOf(score, expected[index]!)).toBeLessThan(1e-3);
    await own.network.release();
  });

  it('the winning class alone leaves no score', async () => {
    const own = await opened(classesModel());
    expect(own.card.output.kind).toBe('classes');
    expect(own.because.output).toContain('only the winning class');
    expect(ownMethods(own.modelId, own.card)).toEqual([]);
    await own.network.release();
  });
});

describe('what a person says', () => {
  it('decides, and is kept with the hash of the file', async () => {
    const { card } = await opened(signedModel('PIDNet'));
    const said = {
      ...card,
      title: 'mine',
      leftOut: [18],
      input: { ...card.input, colour: 'bgr' as const },
    };
    const own = await opened(signedModel('PIDNet'), 'net.onnx', said);
    expect(own.card).toEqual({ ...said, sha256: own.sha256 });
    expect(own.network.classes).toHaveLength(18);
    await own.network.release();
  });

  it('about a tensor that is not there is refused', async () => {
    const { card } = await opened(signedModel('PIDNet'));
    const said = { ...card, output: { ...card.output, name: 'elsewhere' } };
    await expect(opened(signedModel('PIDNet'), 'net.onnx', said)).rejects.toMatchObject({
      code: 'network-unsupported',
      message: expect.stringContaining('"elsewhere"'),
    });
  });
});

describe('what a run takes', () => {
  it('is part of what is told', async () => {
    const own = await opened(signedModel('PIDNet'));
    expect(own.because.cost).toMatch(
      /^A run takes about .* s for a picture at 256 x 128, and \d+ MB of memory\.$/,
    );
    await own.network.release();
  });

  it('is refused before anything is loaded where no tab has the memory', async () => {
    const own = await opened(signedModel('PIDNet'));
    await own.network.release();
    const size = { kind: 'free' as const, multipleOf: 32, longSide: 8192 };
    const card = { ...own.card, input: { ...own.card.input, size } };
    await expect(opened(signedModel('PIDNet'), 'net.onnx', card)).rejects.toMatchObject({
      code: 'out-of-memory',
      message: expect.stringContaining('at 8192 x 4096'),
    });
  });
});

describe('what onnxruntime refuses', () => {
  const broken = (change: Partial<Wrapping>) => {
    const { wrapping } = SIGNATURES.PIDNet!;
    return wrappedModel({ ...wrapping, ...change });
  };

  it.each([
    [
      'an operator',
      broken({ after: [{ op: 'Segmentise', inputs: ['own/logits'], outputs: ['final'] }] }),
      'operator Segmentise',
    ],
    [
      'weights elsewhere',
      broken({
        initializers: [
          { name: 'their_std', dims: [1, 3, 1, 1], values: [], external: 'net.onnx_data' },
          ...SIGNATURES.PIDNet!.wrapping.initializers!.slice(1),
        ],
      }),
      'net.onnx_data',
    ],
  ])('is told in words about the network: %s', async (_what, bytes, reason) => {
    await expect(opened(bytes)).rejects.toMatchObject({
      code: 'network-unsupported',
      message: expect.stringContaining(reason),
    });
  });
});

function softmaxOf({ data, classes, width, height }: LogitPlanes): Float32Array {
  const area = width * height;
  const channels = Array.from({ length: classes }, (_, c) => c * area);
  return data.map((value, i) => {
    const sum = channels.reduce(
      (all, at) => all + Math.exp((data[at + (i % area)] as number) - value),
      0,
    );
    return 1 / sum;
  });
}
