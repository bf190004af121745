import { describe, expect, it } from 'vitest';
import { FEATURE_NAMES } from '#src/core/meta/feature-names';
import { SCORE_KINDS } from '#src/gpu/ops/scores/formulas';
import thresholds from '#src/methods/data/default-thresholds.json';
import { parseManifest, segmenterById } from '#src/models/manifest';
import fixture from '../../public/models/fixtures/base.json';
import shipped from '../../public/models/manifest.json';
import statistics from '../../public/models/words/statistics.json';
import { defineMethod, knownPixelsOf } from './define-method';
import { isAllowed, LOOKS, rescaledBy } from './parameters';
import { findMethod, methodById, methods, missingQuantiles, modelOf, modelsOf } from './registry';
import { rejectedByAll } from './rejected-by-all';
import { settingsFor } from './settings';
import { SOURCES, sourceOf } from './sources';
import { loadStatistics } from './statistics';

const manifest = parseManifest(shipped);

/** Little-endian float32 of a fixture. */
const decode = (base64: string) =>
  new Float32Array(new Uint8Array(Buffer.from(base64, 'base64')).buffer);

describe('method registry', () => {
  it('begins with the base network, a method per formula in their order, ids unique', () => {
    const base = methods.filter(({ group }) => group === 'base-network');
    const ids = base.map((method) => method.id);
    expect(base.map(({ score }) => 'kind' in score && score.kind)).toEqual(ids);
    expect(SCORE_KINDS.filter((kind) => ids.includes(kind))).toEqual(ids);
    expect(methods.slice(0, base.length)).toEqual(base);
    expect(new Set(methods.map((method) => method.id)).size).toBe(methods.length);
  });

  it('offers every formula, that of queries for networks that have some', () => {
    const ofQueries = rejectedByAll('own-0123abcd', 'mine', 19, null);
    const offered = [...methods, ofQueries].flatMap(({ score }) =>
      'kind' in score ? [score.kind, ...(score.kinds ?? [])] : [],
    );
    expect(new Set(offered)).toEqual(new Set(SCORE_KINDS));
  });

  it('names a method without quantiles, which takes nothing else down with it', () => {
    const entropy = methodById('entropy');
    const fresh = defineMethod({ ...entropy, id: 'fresh', title: 'Fresh score' });
    expect(fresh).toMatchObject({ known: null, defaultThreshold: 0.5 });
    expect(missingQuantiles([entropy, fresh])).toEqual([
      'Fresh score (fresh) has no quantiles among those of base.',
    ]);
    const range = { min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY };
    expect(
      defineMethod({ ...entropy, id: 'unbounded', range, displayRange: undefined }),
    ).toMatchObject({
      defaultThreshold: 0,
      displayRange: { min: -10, max: 10 },
    });
  });

  it('refuses an unknown id', () => {
    expect(() => methodById('nonsense')).toThrow(/no method "nonsense"/);
    expect(findMethod('nonsense')).toBeNull();
  });

  it('names the networks in the order of the methods', () => {
    expect(modelsOf(methods)[0]).toBe('base');
    expect(modelOf('imported-1')).toBe('base');
  });
});

describe('sources of S2M', () => {
  it('are all methods with a calibration, without S2M itself', () => {
    const calibrated = methods.filter(({ known }) => known !== null).map(({ id }) => id);
    expect(SOURCES.map(({ id }) => id).sort()).toEqual([...calibrated].sort());
    expect(calibrated).not.toContain('s2m');
  });

  it('are found by the number in settings, rpl unless chosen', () => {
    expect(sourceOf(settingsFor(methodById('s2m')).parameters).id).toBe('rpl');
    expect(sourceOf(settingsFor(methodById('s2m'), { source: 0 }).parameters).id).toBe(
      'max-entropy',
    );
  });
});

describe('the method that answers to words', () => {
  const method = methodById('vl4ad');

  it('has the network and the graph of words, and the temperature of its tables', () => {
    const kindOf = (id: string) => manifest.models.find((model) => model.id === id)?.kind;
    expect([method.model, ...(method.alsoNeeds ?? [])].map(kindOf)).toEqual([
      'vision-language',
      'similarity',
    ]);
    const temperature = method.parameters.find(({ id }) => id === 'temperature');
    expect(temperature).toMatchObject({ default: statistics.temperature, isLogarithmic: true });
  });

  it('puts −log p where −p was, at the same pixels', () => {
    const rescaled = rescaledBy(method.parameters, { score: 1 });
    expect(rescaledBy(method.parameters, { score: 0 })).toBeNull();
    for (const u of [-1, -0.9997, -0.5, -1e-6]) {
      const surprise = rescaled?.from(u) as number;
      expect(surprise).toBeCloseTo(-Math.log(-u), 12);
      expect(rescaled?.back(surprise)).toBeCloseTo(u, 12);
    }
    expect(rescaled?.from(0)).toBeLessThan(Number.POSITIVE_INFINITY);
    expect(knownPixelsOf(method, { parameters: { score: 0 } })).not.toBeNull();
    expect(knownPixelsOf(method, { parameters: { score: 1 } })).toBeNull();
  });
});

describe('statistics of the base network', () => {
  const model = manifest.models.find(({ id }) => id === 'base');

  it('belong to the model file that ships', async () => {
    expect((await loadStatistics()).model).toBe(model?.sha256);
  });

  it('have the shapes of its outputs', async () => {
    const { maxLogit, classifier, mahalanobis } = await loadStatistics();
    expect([maxLogit.mean.length, maxLogit.variance.length, classifier.bias.length]).toEqual([
      19, 19, 19,
    ]);
    expect(classifier.weight.length).toBe(19 * 64);
    expect(mahalanobis.projection.length / 64).toBe(mahalanobis.centres.length / 19);
    expect(Math.min(...maxLogit.variance)).toBeGreaterThan(0);
  });

  it('hold the classifier that turns its features into its logits', async () => {
    const { classifier } = await loadStatistics();
    const { features, logits } = fixture.outputs;
    const [f, z] = [decode(features.base64), decode(logits.base64)];
    const [, rows, columns] = features.shape as [number, number, number];
    const [, height, width] = logits.shape as [number, number, number];
    for (let y = 0; y < rows; y++)
      for (let x = 0; x < columns; x++)
        for (let c = 0; c < 19; c++) {
          let sum = classifier.bias[c] as number;
          for (let k = 0; k < 64; k++)
            sum +=
              (classifier.weight[c * 64 + k] as number) *
              (f[(k * rows + y) * columns + x] as number);
          const row = c * height + y * features.step;
          expect(sum).toBeCloseTo(z[row * width + x * features.step] as number, 4);
        }
  });
});

describe.each(methods.map((method) => [method.id, method] as const))('%s', (_id, method) => {
  it('explains itself', () => {
    expect(method.summary.split('. ').length).toBeGreaterThanOrEqual(2);
    expect(method.formula).not.toBe('');
    expect(method.paper.url).toMatch(/^https:\/\//);
  });

  it('names models of the manifest and was calibrated on exactly that file, if at all', () => {
    for (const id of [method.model, ...(method.alsoNeeds ?? [])])
      expect(manifest.models.map((model) => model.id)).toContain(id);
    const model = manifest.models.find((candidate) => candidate.id === method.model);
    if (method.calibration) expect(model?.sha256).toBe(method.calibration.model);
    else expect(method.known).toBeNull();
  });

  it('has quantiles where its network is calibrated', () => {
    expect(missingQuantiles([method])).toEqual([]);
  });

  it('reads outputs that its network has, of one channel per class, and knows its scalar inputs', () => {
    if ('prompted' in method.score || method.answersToWords) return;
    const reads = 'fitted' in method.score ? method.score.reads : method.score.logits;
    const model = segmenterById(manifest, method.model);
    expect(model.outputs[reads]?.channels).toBe(reads === 'features' ? 64 : model.classes.length);
    if (method.residualNorm) expect(model.outputs.residualNorm?.channels).toBe(1);
    for (const parameter of method.parameters) {
      if (parameter.of !== 'network') continue;
      const { id, default: usual, min, max } = parameter;
      expect(model.scalarInputs[id]).toMatchObject({ default: usual, min, max });
    }
  });

  it('records every parameter, at its default unless chosen, and a second look where it is taken', () => {
    const { parameters, blur, methodId } = settingsFor(method);
    expect([methodId, blur]).toEqual([method.id, method.blur]);
    expect(parameters).toEqual(
      Object.fromEntries(
        method.parameters
          .filter((parameter) => parameter !== LOOKS)
          .map((parameter) => [parameter.id, parameter.default]),
      ),
    );
    for (const parameter of method.parameters)
      expect(isAllowed(parameter, parameter.default)).toBe(true);
  });

  it('has a formula for every value of its choice of a score', () => {
    const values = method.parameters.flatMap((parameter) =>
      parameter.id === 'score' ? parameter.choices.map(({ value }) => value) : [],
    );
    const kinds = 'kinds' in method.score ? (method.score.kinds ?? []) : [];
    expect(values).toEqual([...kinds.keys()]);
    if ('kind' in method.score && kinds.length > 0) expect(kinds[0]).toBe(method.score.kind);
  });

  it('has presets inside its range', () => {
    for (const { threshold } of method.presets)
      expect(threshold > method.range.min && threshold < method.range.max).toBe(true);
  });

  it('has a default threshold inside its range, measured on exactly its network', () => {
    expect(method.defaultThreshold).toBeGreaterThan(method.range.min);
    expect(method.defaultThreshold).toBeLessThan(method.range.max);
    expect(thresholds.thresholds).toHaveProperty([method.id], method.defaultThreshold);
    expect(thresholds.models).toHaveProperty(
      [method.model],
      manifest.models.find(({ id }) => id === method.model)?.sha256,
    );
  });

  it('has a meta classifier of exactly its network and default threshold, where it has one', () => {
    const { meta } = method;
    if (!meta) return;
    expect(meta).toMatchObject({ method: method.id, features: FEATURE_NAMES });
    expect(meta.thresholds).toContain(method.defaultThreshold);
    expect(meta.model).toBe(manifest.models.find(({ id }) => id === method.model)?.sha256);
    for (const list of [meta.weights, meta.mean, meta.scale])
      expect(list).toHaveLength(FEATURE_NAMES.length);
  });

  it('maps shares to thresholds and back, monotonically', () => {
    const shares = [0.5, 0.2, 0.05, 0.01, 0.002, 0.0005];
    const { known } = method;
    if (!known) return;
    const thresholds = shares.map((share) => known.thresholdFor(share));
    expect([...thresholds].sort((a, b) => a - b)).toEqual(thresholds);
    for (const [i, share] of shares.entries())
      expect(known.shareOf(thresholds[i] as number) / share).toBeCloseTo(1, 3);
  });

  it('shows a display range around its default threshold', () => {
    expect(method.displayRange.min).toBeLessThan(method.defaultThreshold);
    expect(method.displayRange.max).toBeGreaterThan(method.defaultThreshold);
  });
});
