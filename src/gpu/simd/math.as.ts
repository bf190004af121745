/** Functions of four float32 numbers at once. What is not a number stays none. */

export const LOG2_E: f32 = 1.4426950408889634;
export const LN2: f32 = 0.6931471805599453;
/** Where `exp2` ends, on both sides: 2^-120 is nothing beside 1, and normal still. */
export const LOWEST: f32 = -120;
/** Added to a whole number n, its last bits are n + 127, the exponent of 2^n. */
const TO_EXPONENT: f32 = 12583039;

/** ln 2 in two parts; the first has so few digits that n times it is exact. */
const LN2_HIGH: f32 = 0.693359375;
const LN2_LOW: f32 = -2.12194440e-4;
/** Half of the square root of 2, as bits: mantissas are taken from there to the root of 2. */
const HALF_ROOT: i32 = 0x3f3504f3;

@inline
function times(a: v128, b: v128, plus: f32): v128 {
  return f32x4.add(f32x4.mul(a, b), f32x4.splat(plus));
}

/**
 * 2^x for x from -120 to 120, at 0 exactly 1: the polynomial of the fifth degree with the smallest
 * relative error, 9e-8 without that of float32.
 */
@inline
export function exp2(x: v128): v128 {
  const shifted = f32x4.add(x, f32x4.splat(TO_EXPONENT));
  const f = f32x4.sub(x, f32x4.sub(shifted, f32x4.splat(TO_EXPONENT)));
  let p = times(f32x4.splat(1.3264727e-3), f, 9.671513e-3);
  p = times(p, f, 5.5507336e-2);
  p = times(p, f, 2.4022242e-1);
  p = times(p, f, 6.931470e-1);
  p = times(p, f, 1);
  return f32x4.mul(p, i32x4.shl(shifted, 23));
}

/** exp(x), of what is out of reach that of the last x in reach. */
@inline
export function exp(x: v128): v128 {
  const power = f32x4.pmax(f32x4.mul(x, f32x4.splat(LOG2_E)), f32x4.splat(LOWEST));
  return exp2(f32x4.pmin(power, f32x4.splat(-LOWEST)));
}

/** ln(1 + x) for x >= 0, as exact for small x as for large ones, with the polynomial of Cephes. */
@inline
export function log1p(x: v128): v128 {
  const u = f32x4.add(x, f32x4.splat(1));
  const lost = f32x4.div(f32x4.sub(x, f32x4.sub(u, f32x4.splat(1))), u);
  const e = i32x4.shr_s(i32x4.sub(u, i32x4.splat(HALF_ROOT)), 23);
  const n = f32x4.convert_i32x4_s(e);
  const f = f32x4.sub(i32x4.sub(u, i32x4.shl(e, 23)), f32x4.splat(1));
  const square = f32x4.mul(f, f);
  let p = times(f32x4.splat(7.0376836292e-2), f, -1.1514610310e-1);
  p = times(p, f, 1.1676998740e-1);
  p = times(p, f, -1.2420140846e-1);
  p = times(p, f, 1.4249322787e-1);
  p = times(p, f, -1.6668057665e-1);
  p = times(p, f, 2.0000714765e-1);
  p = times(p, f, -2.4999993993e-1);
  p = times(p, f, 3.3333331174e-1);
  p = f32x4.mul(f32x4.mul(p, f), square);
  p = f32x4.add(p, f32x4.mul(n, f32x4.splat(LN2_LOW)));
  p = f32x4.sub(p, f32x4.mul(square, f32x4.splat(0.5)));
  p = f32x4.add(f32x4.add(p, f), f32x4.mul(n, f32x4.splat(LN2_HIGH)));
  return f32x4.add(p, lost);
}
