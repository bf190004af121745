/** MaskFormer's queries: each has a class and a mask. */
import { unsupportedNetwork } from '#src/core/onnx/unreadable';
import type { LogitPlanes, OutputTensor } from './planes';

interface Queries {
  count: number;
  /** Without that of nothing, which is the last one. */
  classes: number;
  width: number;
  height: number;
}

/**
 * The map that the queries draw, `[classes, height, width]`: the probability of each class by the
 * queries whose masks cover a pixel, so that the classes of a pixel sum to 1.
 * @param classes logits `[1, q, C + 1]`. @param masks logits `[1, q, h, w]`.
 * @throws AnomalensError `network-unsupported` for other shapes.
 */
export function queryProbabilities(classes: OutputTensor, masks: OutputTensor): LogitPlanes {
  const planes = queryLogits(classes, masks);
  const { classes: shown, width, height, data } = planes;
  const area = width * height;
  for (let i = 0; i < area; i++) {
    let total = 0;
    for (let c = 0; c < shown; c++) total += data[c * area + i] as number;
    for (let c = 0; c < shown; c++) (data[c * area + i] as number) /= total || 1;
  }
  return planes;
}

/**
 * How much all queries together give each class, `L_k = sum_i s_i c_ik` `[classes, height, width]`: 0 or
 * more, about 1 where one sure query covers a pixel, and near 0 for all classes where none does, which a
 * softmax of them cannot tell. RbA calls these logits (Nayal et al. 2023, methods.md 1.6).
 * @param classes logits `[1, q, C + 1]`. @param masks logits `[1, q, h, w]`.
 * @throws AnomalensError `network-unsupported` for other shapes.
 */
export function queryLogits(classes: OutputTensor, masks: OutputTensor): LogitPlanes {
  const { count, classes: shown, width, height } = shapeOf(classes, masks);
  const shares = classShares(classes.data, count, shown);
  const area = width * height;
  const data = new Float32Array(shown * area);
  for (let i = 0; i < area; i++) {
    for (let q = 0; q < count; q++) {
      const cover = 1 / (1 + Math.exp(-(masks.data[q * area + i] as number)));
      for (let c = 0; c < shown; c++)
        (data[c * area + i] as number) += (shares[q * shown + c] as number) * cover;
    }
  }
  return { classes: shown, width, height, data };
}

function shapeOf({ dims }: OutputTensor, { dims: masks }: OutputTensor): Queries {
  const [batch, count, classes] = dims;
  const [maskBatch, masked, height, width] = masks;
  const fits = dims.length === 3 && masks.length === 4 && batch === 1 && maskBatch === 1;
  if (!fits || count !== masked || !classes || classes < 2)
    throw unsupportedNetwork(
      `its queries are [${dims.join(', ')}] and their masks [${masks.join(', ')}], which do not belong together`,
    );
  return {
    count: count as number,
    classes: classes - 1,
    width: width as number,
    height: height as number,
  };
}

/** Softmax of each query over all classes; nothing, the last one, is left out `[q, classes]`. */
function classShares(logits: Float32Array, count: number, shown: number): Float64Array {
  const shares = new Float64Array(count * shown);
  for (let q = 0; q < count; q++) {
    const row = logits.subarray(q * (shown + 1), (q + 1) * (shown + 1));
    const largest = row.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    let sum = 0;
    for (const value of row) sum += Math.exp(value - largest);
    for (let c = 0; c < shown; c++)
      shares[q * shown + c] = Math.exp((row[c] as number) - largest) / sum;
  }
  return shares;
}
