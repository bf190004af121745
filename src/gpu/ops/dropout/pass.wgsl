// One pass of Monte Carlo dropout before a 1x1 classifier, added to the sums. Twin of
// addDropoutPassCpu.
struct Params { pixels: u32, channels: u32, classes: u32 }
@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> features: array<f32>;    // [channels, pixels]
@group(0) @binding(2) var<storage, read> weights: array<f32>;     // [classes, channels], masked
@group(0) @binding(3) var<storage, read> bias: array<f32>;        // [classes]
@group(0) @binding(4) var<storage, read_write> sums: array<f32>;  // [classes + 1, pixels]: probabilities, entropy

const MOST_CLASSES = 64u;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(workgroup_id) group: vec3u) {
  let pixel = group.y * 4194240u + id.x;
  if (pixel >= params.pixels) { return; }
  var z: array<f32, MOST_CLASSES>;
  for (var c = 0u; c < params.classes; c++) { z[c] = bias[c]; }
  for (var k = 0u; k < params.channels; k++) {
    let feature = features[k * params.pixels + pixel];
    for (var c = 0u; c < params.classes; c++) { z[c] += weights[c * params.channels + k] * feature; }
  }
  var largest = z[0];
  for (var c = 1u; c < params.classes; c++) { largest = max(largest, z[c]); }
  var total = 0.0;
  var weighted = 0.0;
  for (var c = 0u; c < params.classes; c++) {
    let difference = z[c] - largest;
    z[c] = exp(difference);
    total += z[c];
    weighted += z[c] * difference;
  }
  for (var c = 0u; c < params.classes; c++) { sums[c * params.pixels + pixel] += z[c] / total; }
  sums[params.classes * params.pixels + pixel] += log(total) - weighted / total;
}
