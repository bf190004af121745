// Separable Gaussian, 7 taps, sigma 1, reflect without repeating the edge; rows first, then
// columns.
struct Params { width: u32, height: u32 }
@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> source: array<f32>;
@group(0) @binding(2) var<storage, read> taps: array<f32>;
@group(0) @binding(3) var<storage, read_write> blurred: array<f32>;

fn reflected(index: i32, length: i32) -> i32 {
  if (length == 1) { return 0; }
  let period = 2 * (length - 1);
  let wrapped = ((index % period) + period) % period;
  return select(period - wrapped, wrapped, wrapped < length);
}

@compute @workgroup_size(64)
fn rows(@builtin(global_invocation_id) id: vec3u, @builtin(workgroup_id) group: vec3u) {
  let index = group.y * 4194240u + id.x;
  if (index >= params.width * params.height) { return; }
  let x = i32(index % params.width);
  let row = index - u32(x);
  var sum = 0.0;
  for (var tap = -3; tap <= 3; tap++) { sum += taps[tap + 3] * source[row + u32(reflected(x + tap, i32(params.width)))]; }
  blurred[index] = sum;
}

@compute @workgroup_size(64)
fn columns(@builtin(global_invocation_id) id: vec3u, @builtin(workgroup_id) group: vec3u) {
  let index = group.y * 4194240u + id.x;
  if (index >= params.width * params.height) { return; }
  let x = index % params.width;
  let y = i32(index / params.width);
  var sum = 0.0;
  for (var tap = -3; tap <= 3; tap++) { sum += taps[tap + 3] * source[u32(reflected(y + tap, i32(params.height))) * params.width + x]; }
  blurred[index] = sum;
}
