/**
 * A Gaussian of seven taps along a row and across seven rows, four pixels at a time in float32. `side3` is
 * the weight of the outermost taps, `centre` that of the middle one. Rows have `count` pixels, a multiple
 * of four.
 */

@inline
function tap(pointer: usize, weight: f32): v128 {
  return f32x4.mul(v128.load(pointer), f32x4.splat(weight));
}

/** @param source three pixels before the first one of the row, to three behind its last. */
export function blurRow(
  source: usize,
  side3: f32,
  side2: f32,
  side1: f32,
  centre: f32,
  out: usize,
  count: i32,
): void {
  for (let i: usize = 0, end = <usize>count << 2; i < end; i += 16) {
    const left = source + i;
    let sum = f32x4.add(tap(left, side3), tap(left + 4, side2));
    sum = f32x4.add(sum, tap(left + 8, side1));
    sum = f32x4.add(sum, tap(left + 12, centre));
    sum = f32x4.add(sum, tap(left + 16, side1));
    sum = f32x4.add(sum, tap(left + 20, side2));
    v128.store(out + i, f32x4.add(sum, tap(left + 24, side3)));
  }
}

/** @param rows pointers to seven rows, from the uppermost on. */
export function blurColumns(
  rows: usize,
  side3: f32,
  side2: f32,
  side1: f32,
  centre: f32,
  out: usize,
  count: i32,
): void {
  const row0 = <usize>load<u32>(rows);
  const row1 = <usize>load<u32>(rows, 4);
  const row2 = <usize>load<u32>(rows, 8);
  const row3 = <usize>load<u32>(rows, 12);
  const row4 = <usize>load<u32>(rows, 16);
  const row5 = <usize>load<u32>(rows, 20);
  const row6 = <usize>load<u32>(rows, 24);
  for (let i: usize = 0, end = <usize>count << 2; i < end; i += 16) {
    let sum = f32x4.add(tap(row0 + i, side3), tap(row1 + i, side2));
    sum = f32x4.add(sum, tap(row2 + i, side1));
    sum = f32x4.add(sum, tap(row3 + i, centre));
    sum = f32x4.add(sum, tap(row4 + i, side1));
    sum = f32x4.add(sum, tap(row5 + i, side2));
    v128.store(out + i, f32x4.add(sum, tap(row6 + i, side3)));
  }
}
