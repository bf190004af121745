// Mask of score >= threshold. NaN never is.
struct Params { pixels: u32, threshold: f32 }
@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> score: array<f32>;
@group(0) @binding(2) var<storage, read_write> mask: array<u32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(workgroup_id) group: vec3u) {
  let index = group.y * 4194240u + id.x;
  if (index >= params.pixels) { return; }
  let value = score[index];
  let isNan = (bitcast<u32>(value) & 0x7fffffffu) > 0x7f800000u;
  mask[index] = select(0u, 1u, value >= params.threshold && !isNan);
}
