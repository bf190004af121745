/**
 * The logits of one row of the picture and what all scores are made of, four pixels at a time, all in
 * float32 and rounded where the twin rounds. Pointers and pitches are bytes in the module's memory; `count`
 * pixels are a multiple of four, and so are `[lanes]`, the classes and what fills them up.
 */
import { exp, exp2, LN2, LOG2_E, LOWEST } from '../../simd/math.as';

@inline
function pitchOf(classes: i32): usize {
  return <usize>((classes + 3) >> 2) << 4;
}

/**
 * A row between two rows of the network's logits: `row [width, lanes]`, and `steps [width, lanes]`, what
 * each column is short of the next.
 * @param above first column of class 0 in the upper of the two rows. @param below in the lower one.
 * @param plane from one class to the next. @param down from the upper row towards the lower one, 0..1.
 */
export function blendRows(
  above: usize,
  below: usize,
  plane: usize,
  width: i32,
  classes: i32,
  down: f32,
  row: usize,
  steps: usize,
): void {
  const pitch = pitchOf(classes);
  const share = f32x4.splat(down);
  for (let c = 0; c < classes; c++) {
    const source = <usize>c * plane;
    let target = row + (<usize>c << 2);
    let x: usize = 0;
    for (const fours = <usize>(width & ~3) << 2; x < fours; x += 16) {
      const upper = v128.load(above + source + x);
      const lower = v128.load(below + source + x);
      const value = f32x4.add(upper, f32x4.mul(f32x4.sub(lower, upper), share));
      v128.store32_lane(target, value, 0);
      v128.store32_lane(target + pitch, value, 1);
      v128.store32_lane(target + (pitch << 1), value, 2);
      v128.store32_lane(target + pitch * 3, value, 3);
      target += pitch << 2;
    }
    for (const end = <usize>width << 2; x < end; x += 4) {
      const upper = load<f32>(above + source + x);
      store<f32>(target, upper + (load<f32>(below + source + x) - upper) * down);
      target += pitch;
    }
  }
  const last = <usize>(width - 1) * pitch;
  for (let i: usize = 0; i < last; i += 16)
    v128.store(steps + i, f32x4.sub(v128.load(row + i + pitch), v128.load(row + i)));
  for (let i = last; i < last + pitch; i += 16) {
    const here = v128.load(row + i);
    v128.store(steps + i, f32x4.sub(here, here)); // the last column is its own right neighbour
  }
}

/** Four classes of a pixel. */
@inline
function between(left: usize, step: usize, along: v128): v128 {
  return f32x4.add(v128.load(left), f32x4.mul(v128.load(step), along));
}

/**
 * Samples the row: `z [count / 4, lanes, 4]`, the largest logit and the second largest `[count]`, and
 * the class of the largest `[count]` bytes, the lowest of equals.
 * @param offsets of each pixel's left column in `row`. @param fractions from there to the right one.
 */
export function sampleRow(
  row: usize,
  steps: usize,
  offsets: usize,
  fractions: usize,
  count: i32,
  classes: i32,
  z: usize,
  firsts: usize,
  seconds: usize,
  winners: usize,
): void {
  const pitch = pitchOf(classes);
  for (let x: usize = 0, end = <usize>count << 2; x < end; x += 16, z += pitch << 2) {
    const along0 = v128.load32_splat(fractions + x);
    const along1 = v128.load32_splat(fractions + x, 4);
    const along2 = v128.load32_splat(fractions + x, 8);
    const along3 = v128.load32_splat(fractions + x, 12);
    const offset0 = <usize>load<u32>(offsets + x);
    const offset1 = <usize>load<u32>(offsets + x, 4);
    const offset2 = <usize>load<u32>(offsets + x, 8);
    const offset3 = <usize>load<u32>(offsets + x, 12);
    for (let c: usize = 0; c < pitch; c += 16) {
      const pixel0 = between(row + c + offset0, steps + c + offset0, along0);
      const pixel1 = between(row + c + offset1, steps + c + offset1, along1);
      const pixel2 = between(row + c + offset2, steps + c + offset2, along2);
      const pixel3 = between(row + c + offset3, steps + c + offset3, along3);
      const low01 = v128.shuffle<f32>(pixel0, pixel1, 0, 4, 1, 5);
      const low23 = v128.shuffle<f32>(pixel2, pixel3, 0, 4, 1, 5);
      const high01 = v128.shuffle<f32>(pixel0, pixel1, 2, 6, 3, 7);
      const high23 = v128.shuffle<f32>(pixel2, pixel3, 2, 6, 3, 7);
      const target = z + (c << 2);
      v128.store(target, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5));
      v128.store(target, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7), 16);
      v128.store(target, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5), 32);
      v128.store(target, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7), 48);
    }
    let first = f32x4.splat(-Infinity);
    let second = first;
    let winner = i32x4.splat(0);
    for (let c = 0; c < classes; c++) {
      const value = v128.load(z + (<usize>c << 4));
      winner = v128.bitselect(i32x4.splat(c), winner, f32x4.gt(value, first));
      second = f32x4.pmax(second, f32x4.pmin(value, first)); // what is not a number changes neither
      first = f32x4.pmax(first, value);
    }
    v128.store(firsts + x, first);
    v128.store(seconds + x, second);
    const words = i16x8.narrow_i32x4_u(winner, winner);
    v128.store32_lane(winners + (x >> 2), i8x16.narrow_i16x8_u(words, words), 0);
  }
}

/**
 * What softmaxes are made of, `[count]` each, with `d_k = (z_k - first) * inverse`: `rests`, the sum of
 * `exp(d_k)` without the 1 of the predicted class, which would cost small ones their digits, and
 * `weights`, the sum of `d_k exp(d_k)`.
 */
export function softmaxRow(
  z: usize,
  firsts: usize,
  winners: usize,
  count: i32,
  classes: i32,
  inverse: f32,
  rests: usize,
  weights: usize,
): void {
  const scale = f32x4.splat(inverse * LOG2_E);
  const pitch = pitchOf(classes);
  for (let x: usize = 0, end = <usize>count << 2; x < end; x += 16, z += pitch << 2) {
    const first = v128.load(firsts + x);
    const words = i16x8.extend_low_i8x16_u(v128.load32_zero(winners + (x >> 2)));
    const winner = i32x4.extend_low_i16x8_u(words);
    let rest = f32x4.sub(first, first); // not a number where the largest logit is infinite
    let weight = f32x4.splat(0);
    for (let c = 0; c < classes; c++) {
      const power = f32x4.mul(f32x4.sub(v128.load(z + (<usize>c << 4)), first), scale);
      const d = f32x4.pmax(power, f32x4.splat(LOWEST));
      const e = exp2(d);
      rest = f32x4.add(rest, v128.andnot(e, i32x4.eq(winner, i32x4.splat(c))));
      weight = f32x4.add(weight, f32x4.mul(e, d));
    }
    v128.store(rests + x, rest);
    v128.store(weights + x, f32x4.mul(weight, f32x4.splat(LN2)));
  }
}

/** `1 - min(1, share * sum_k (z_k * scale - centre)^2)`: the `distanceScore` of distance.ts. */
export function distanceRow(
  z: usize,
  count: i32,
  classes: i32,
  scale: f32,
  centre: f32,
  share: f32,
  out: usize,
): void {
  const one = f32x4.splat(1);
  const pitch = pitchOf(classes);
  for (let x: usize = 0, end = <usize>count << 2; x < end; x += 16, z += pitch << 2) {
    let sum = f32x4.splat(0);
    for (let c = 0; c < classes; c++) {
      const scaled = f32x4.mul(v128.load(z + (<usize>c << 4)), f32x4.splat(scale));
      const offset = f32x4.sub(scaled, f32x4.splat(centre));
      sum = f32x4.add(sum, f32x4.mul(offset, offset));
    }
    v128.store(out + x, f32x4.sub(one, f32x4.pmin(f32x4.mul(sum, f32x4.splat(share)), one)));
  }
}

/** The largest of the first `known` logits of each pixel, `[count]`. */
export function largestRow(z: usize, count: i32, classes: i32, known: i32, out: usize): void {
  const pitch = pitchOf(classes);
  for (let x: usize = 0, end = <usize>count << 2; x < end; x += 16, z += pitch << 2) {
    let largest = f32x4.splat(-Infinity);
    for (let c = 0; c < known; c++)
      largest = f32x4.pmax(largest, v128.load(z + (<usize>c << 4)));
    v128.store(out + x, largest);
  }
}

/** `-sum_k tanh(z_k)` of each pixel, `[count]`. */
export function rejectedRow(z: usize, count: i32, classes: i32, out: usize): void {
  const one = f32x4.splat(1);
  const pitch = pitchOf(classes);
  for (let x: usize = 0, end = <usize>count << 2; x < end; x += 16, z += pitch << 2) {
    let sum = f32x4.splat(0);
    for (let c = 0; c < classes; c++) {
      const value = v128.load(z + (<usize>c << 4));
      const e = exp(f32x4.mul(f32x4.abs(value), f32x4.splat(-2)));
      const size = f32x4.div(f32x4.sub(one, e), f32x4.add(one, e));
      const sign = v128.and(value, f32x4.splat(-0.0));
      sum = f32x4.sub(sum, v128.or(size, sign));
    }
    v128.store(out + x, sum);
  }
}
