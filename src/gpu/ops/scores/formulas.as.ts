/**
 * The formulas of `formulas.ts` for one row, `[count]` pixels, a multiple of four, from what `kernel.as.ts`
 * leaves. With `rest` for the sum of a softmax without the 1 of its largest class, none of them takes
 * a number near 1 from 1, and small scores keep their digits.
 */
import { exp, log1p } from '../../simd/math.as';

@inline
function bytes(count: i32): usize {
  return <usize>count << 2;
}

/** 1 - p1 of a softmax. */
@inline
function unsure(rest: v128): v128 {
  return f32x4.div(rest, f32x4.add(rest, f32x4.splat(1)));
}

export function msp(rests: usize, out: usize, count: i32): void {
  for (let i: usize = 0; i < bytes(count); i += 16)
    v128.store(out + i, unsure(v128.load(rests + i)));
}

export function maxLogit(firsts: usize, out: usize, count: i32): void {
  for (let i: usize = 0; i < bytes(count); i += 16)
    v128.store(out + i, f32x4.neg(v128.load(firsts + i)));
}

/** @param scale 1 / ln of the number of classes. */
export function entropy(rests: usize, weights: usize, scale: f32, out: usize, count: i32): void {
  for (let i: usize = 0; i < bytes(count); i += 16) {
    const rest = v128.load(rests + i);
    const mean = f32x4.div(v128.load(weights + i), f32x4.add(rest, f32x4.splat(1)));
    v128.store(out + i, f32x4.mul(f32x4.sub(log1p(rest), mean), f32x4.splat(scale)));
  }
}

export function energy(
  firsts: usize,
  rests: usize,
  temperature: f32,
  out: usize,
  count: i32,
): void {
  for (let i: usize = 0; i < bytes(count); i += 16) {
    const soft = f32x4.mul(log1p(v128.load(rests + i)), f32x4.splat(temperature));
    v128.store(out + i, f32x4.neg(f32x4.add(v128.load(firsts + i), soft)));
  }
}

/** @param inverse 1 / temperature. */
export function margin(
  firsts: usize,
  seconds: usize,
  rests: usize,
  inverse: f32,
  out: usize,
  count: i32,
): void {
  for (let i: usize = 0; i < bytes(count); i += 16) {
    const rest = v128.load(rests + i);
    const gap = f32x4.sub(v128.load(seconds + i), v128.load(firsts + i));
    const both = f32x4.add(rest, exp(f32x4.mul(gap, f32x4.splat(inverse))));
    v128.store(out + i, f32x4.div(both, f32x4.add(rest, f32x4.splat(1))));
  }
}

export function distanceMix(
  distances: usize,
  rests: usize,
  beta: f32,
  gamma: f32,
  out: usize,
  count: i32,
): void {
  const one = f32x4.splat(1);
  for (let i: usize = 0; i < bytes(count); i += 16) {
    const eds = v128.load(distances + i);
    const above = f32x4.mul(f32x4.sub(f32x4.splat(gamma), eds), f32x4.splat(beta));
    const alpha = f32x4.div(one, f32x4.add(one, exp(above)));
    const other = f32x4.mul(f32x4.sub(one, alpha), unsure(v128.load(rests + i)));
    v128.store(out + i, f32x4.add(f32x4.mul(alpha, eds), other));
  }
}

/** Minus the probability of the likeliest known class. @param inverse 1 / temperature. */
export function knownProbability(
  firsts: usize,
  knowns: usize,
  rests: usize,
  inverse: f32,
  out: usize,
  count: i32,
): void {
  for (let i: usize = 0; i < bytes(count); i += 16) {
    const gap = f32x4.sub(v128.load(knowns + i), v128.load(firsts + i));
    const largest = exp(f32x4.mul(gap, f32x4.splat(inverse)));
    const sum = f32x4.add(v128.load(rests + i), f32x4.splat(1));
    v128.store(out + i, f32x4.neg(f32x4.div(largest, sum)));
  }
}

/** Minus the logarithm of the same probability. */
export function knownLog(
  firsts: usize,
  knowns: usize,
  rests: usize,
  inverse: f32,
  out: usize,
  count: i32,
): void {
  for (let i: usize = 0; i < bytes(count); i += 16) {
    const gap = f32x4.sub(v128.load(firsts + i), v128.load(knowns + i));
    const steps = f32x4.mul(gap, f32x4.splat(inverse));
    v128.store(out + i, f32x4.add(steps, log1p(v128.load(rests + i))));
  }
}
