import { LOGITS_PER_EMBEDDING, PROTOTYPE_LENGTH } from '#src/core/open-world/embedding';
import { learntIndex } from '#src/core/open-world/learnt';
import { principalComponents, project } from '#src/core/open-world/principal-components';
import { logitSampler } from '#src/gpu/ops/scores/logit-sampler';
import type { MetricSpace } from '#src/protocol/open-world';
import type { Requests } from '#src/protocol/requests';
import { metricOutputs, metricResult } from '#src/workers/open-world/metric-head';
import { learntClassesOnGrid } from '#src/workers/open-world/open-map';
import type { EngineContext } from '#src/workers/state/context';

/** Enough to see where the classes lie, few enough to draw at once. */
const MOST_POINTS = 1500;

/**
 * Embeddings of pixels on a regular grid of the picture, in the plane of their first two principal
 * components.
 * @throws AnomalensError `picture-unknown`, `option-invalid` for rules of another network, of the
 * model.
 */
export function metricSpace(
  context: EngineContext,
  { pictureId, learnt }: Requests['metricSpace']['params'],
  signal?: AbortSignal,
): Promise<MetricSpace> {
  const entry = context.pictures.get(pictureId);
  const { width, height } = entry.size;
  return entry.use(() =>
    entry.queue.run(async () => {
      const network = await metricResult(context, entry, signal);
      const { logits } = metricOutputs(network);
      const { classes } = logits;
      const step = Math.max(1, Math.ceil(Math.sqrt((width * height) / MOST_POINTS)));
      const [columns, rows] = [Math.ceil(width / step), Math.ceil(height / step)];
      const place = (cell: number, side: number) => Math.min(side - 1, cell * step + (step >> 1));
      const sample = logitSampler(logits, entry.size);
      const z = new Float32Array(classes);
      const embeddings = new Float64Array(columns * rows * classes);
      for (let row = 0, i = 0; row < rows; row++) {
        for (let column = 0; column < columns; column++) {
          sample(place(column, width), place(row, height), z);
          for (const value of z) embeddings[i++] = value / LOGITS_PER_EMBEDDING;
        }
      }
      const rules = learnt.map(({ rule }) => rule);
      const map = learntClassesOnGrid(network, entry.size, rules);
      const plane = principalComponents(embeddings, classes);
      const points = Array.from({ length: columns * rows }, (_, i) => {
        const [x, y] = [place(i % columns, width), place(Math.floor(i / columns), height)];
        return {
          ...project(embeddings.subarray(i * classes, (i + 1) * classes), plane),
          x,
          y,
          index: map[y * width + x] as number,
        };
      });
      const fixed = Array.from({ length: classes }, (_, k) => {
        const prototype = new Array<number>(classes).fill(0).with(k, PROTOTYPE_LENGTH);
        return { ...project(prototype, plane), index: k };
      });
      const own = rules.flatMap((rule, position) =>
        rule.kind === 'prototype'
          ? [{ ...project(rule.prototype, plane), index: learntIndex(classes, position) }]
          : [],
      );
      return { points, prototypes: [...fixed, ...own], ...plane };
    }, signal),
  );
}
