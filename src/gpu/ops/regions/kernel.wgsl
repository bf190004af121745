// 8-connected regions by union-find with atomics; a label is the smallest pixel index of its
// region.
struct Params { width: u32, height: u32 }
@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> mask: array<u32>;
@group(0) @binding(2) var<storage, read_write> labels: array<atomic<u32>>;
@group(0) @binding(3) var<storage, read_write> areas: array<atomic<u32>>;

const BACKGROUND = 0xffffffffu;

fn find(start: u32) -> u32 {
  var node = start;
  loop {
    let parent = atomicLoad(&labels[node]);
    if (parent == node) { break; }
    node = parent;
  }
  return node;
}

fn unite(p: u32, q: u32) {
  var a = p;
  var b = q;
  loop {
    a = find(a);
    b = find(b);
    if (a == b) { break; }
    if (a < b) { let swap = a; a = b; b = swap; }
    // The larger root points to the smaller one, unless another thread was faster; then that one
    // goes on.
    let before = atomicMin(&labels[a], b);
    if (before == a) { break; }
    a = before;
  }
}

@compute @workgroup_size(64)
fn initialise(@builtin(global_invocation_id) id: vec3u, @builtin(workgroup_id) group: vec3u) {
  let index = group.y * 4194240u + id.x;
  if (index >= params.width * params.height) { return; }
  if (mask[index] == 0u) { atomicStore(&labels[index], BACKGROUND); return; }
  let x = index % params.width;
  if (index >= params.width && mask[index - params.width] != 0u) { atomicStore(&labels[index], index - params.width); }
  else if (x > 0u && mask[index - 1u] != 0u) { atomicStore(&labels[index], index - 1u); }
  else { atomicStore(&labels[index], index); }
}

@compute @workgroup_size(64)
fn merge(@builtin(global_invocation_id) id: vec3u, @builtin(workgroup_id) group: vec3u) {
  let index = group.y * 4194240u + id.x;
  if (index >= params.width * params.height || mask[index] == 0u) { return; }
  let x = index % params.width;
  let inner = index >= params.width;
  let north = inner && mask[index - params.width] != 0u;
  let west = x > 0u && mask[index - 1u] != 0u;
  let northWest = inner && x > 0u && mask[index - params.width - 1u] != 0u;
  let northEast = inner && x + 1u < params.width && mask[index - params.width + 1u] != 0u;
  if (north) {
    // North already touches north-west and north-east; west is joined through north-west when that
    // is set.
    if (west && !northWest) { unite(index, index - 1u); }
    return;
  }
  if (northWest) { unite(index, index - params.width - 1u); }
  if (northEast) { unite(index, index - params.width + 1u); }
}

@compute @workgroup_size(64)
fn finish(@builtin(global_invocation_id) id: vec3u, @builtin(workgroup_id) group: vec3u) {
  let index = group.y * 4194240u + id.x;
  if (index >= params.width * params.height || mask[index] == 0u) { return; }
  let root = find(index);
  atomicStore(&labels[index], root);
  atomicAdd(&areas[root], 1u);
}
