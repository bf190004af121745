// One statistic of the sums over all passes of Monte Carlo dropout. Twin of dropoutStatisticCpu;
// statistics in the order of DROPOUT_STATISTICS.
struct Params { pixels: u32, classes: u32, passes: u32, statistic: u32 }
@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> sums: array<f32>;         // [classes + 1, pixels]: probabilities, entropy
@group(0) @binding(2) var<storage, read_write> result: array<f32>; // [pixels]

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(workgroup_id) group: vec3u) {
  let pixel = group.y * 4194240u + id.x;
  if (pixel >= params.pixels) { return; }
  let passes = f32(params.passes);
  var predictive = 0.0;
  for (var c = 0u; c < params.classes; c++) {
    let p = sums[c * params.pixels + pixel] / passes;
    if (p > 0.0) { predictive -= p * log(p); }
  }
  let expected = sums[params.classes * params.pixels + pixel] / passes;
  var value = predictive - expected;
  if (params.statistic == 1u) { value = predictive; }
  if (params.statistic == 2u) { value = expected; }
  result[pixel] = max(0.0, value) / log(f32(params.classes));
}
