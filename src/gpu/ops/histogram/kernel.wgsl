// Range of the finite scores (as ordered bits) and 256-bin histogram, gathered per workgroup first.
struct Params { pixels: u32, minimum: f32, scale: f32 }
@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> score: array<f32>;
@group(0) @binding(2) var<storage, read_write> result: array<atomic<u32>>;   // range: min, max; histogram: 256 counts

var<workgroup> low: atomic<u32>;
var<workgroup> high: atomic<u32>;
var<workgroup> bins: array<atomic<u32>, 256>;

// Unsigned integers in the order of the floats they stand for.
fn ordered(bits: u32) -> u32 { return select(bits | 0x80000000u, ~bits, (bits & 0x80000000u) != 0u); }
// By its bits: comparisons with infinities and NaN may be optimised away.
fn finite(bits: u32) -> bool { return (bits & 0x7f800000u) != 0x7f800000u; }
fn isNan(bits: u32) -> bool { return (bits & 0x7fffffffu) > 0x7f800000u; }

@compute @workgroup_size(64)
fn range(@builtin(global_invocation_id) id: vec3u, @builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  if (local == 0u) { atomicStore(&low, 0xffffffffu); atomicStore(&high, 0u); }
  workgroupBarrier();
  let index = group.y * 4194240u + id.x;
  if (index < params.pixels) {
    let bits = bitcast<u32>(score[index]);
    if (finite(bits)) { atomicMin(&low, ordered(bits)); atomicMax(&high, ordered(bits)); }
  }
  workgroupBarrier();
  if (local == 0u) { atomicMin(&result[0], atomicLoad(&low)); atomicMax(&result[1], atomicLoad(&high)); }
}

@compute @workgroup_size(64)
fn histogram(@builtin(global_invocation_id) id: vec3u, @builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  for (var i = local; i < 256u; i += 64u) { atomicStore(&bins[i], 0u); }
  workgroupBarrier();
  let index = group.y * 4194240u + id.x;
  if (index < params.pixels) {
    let value = score[index];
    if (!isNan(bitcast<u32>(value))) {
      let bin = (value - params.minimum) * params.scale;
      atomicAdd(&bins[u32(clamp(bin, 0.0, 255.0))], 1u);
    }
  }
  workgroupBarrier();
  for (var i = local; i < 256u; i += 64u) {
    let count = atomicLoad(&bins[i]);
    if (count > 0u) { atomicAdd(&result[i], count); }
  }
}
