// Squared Mahalanobis distance of one feature pixel to the nearest class mean. Twin of cpu.ts.
struct Params { pixels: u32, channels: u32, components: u32, classes: u32 }
@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> features: array<f32>;    // [channels, pixels]
@group(0) @binding(2) var<storage, read> projection: array<f32>;  // [components, channels]
@group(0) @binding(3) var<storage, read> centres: array<f32>;     // [classes, components]
@group(0) @binding(4) var<storage, read_write> distances: array<f32>; // [pixels]

const MOST_COMPONENTS = 64u;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(workgroup_id) group: vec3u) {
  let index = group.y * 4194240u + id.x;
  if (index >= params.pixels) { return; }
  var projected: array<f32, MOST_COMPONENTS>;
  for (var k = 0u; k < params.channels; k++) {
    let feature = features[k * params.pixels + index];
    for (var d = 0u; d < params.components; d++) { projected[d] += projection[d * params.channels + k] * feature; }
  }
  var nearest = 3.4e38;
  for (var c = 0u; c < params.classes; c++) {
    var distance = 0.0;
    for (var d = 0u; d < params.components; d++) {
      let difference = projected[d] - centres[c * params.components + d];
      distance += difference * difference;
    }
    nearest = min(nearest, distance);
  }
  distances[index] = nearest;
}
