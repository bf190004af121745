// PIL's antialiased triangle resize in fixed point, rows first, then columns; bytes are kept
// between the passes.
struct Params { sourceWidth: u32, sourceHeight: u32, width: u32, height: u32, paddedWidth: u32, paddedHeight: u32, columnTaps: u32, rowTaps: u32, mean: vec4f, deviation: vec4f }
@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> source: array<u32>;   // rows: RGBA picture; columns: result of rows
@group(0) @binding(2) var<storage, read> first: array<i32>;
@group(0) @binding(3) var<storage, read> count: array<i32>;
@group(0) @binding(4) var<storage, read> weights: array<i32>;
@group(0) @binding(5) var<storage, read_write> bytes: array<u32>;  // each entry point has its own result
@group(0) @binding(5) var<storage, read_write> planes: array<f32>;

const HALF = 1 << 21;

fn unpack(pixel: u32) -> vec3i { return vec3i(i32(pixel & 255u), i32((pixel >> 8u) & 255u), i32((pixel >> 16u) & 255u)); }

@compute @workgroup_size(64)
fn rows(@builtin(global_invocation_id) id: vec3u, @builtin(workgroup_id) group: vec3u) {
  let index = group.y * 4194240u + id.x;
  if (index >= params.width * params.sourceHeight) { return; }
  let x = index % params.width;
  let y = index / params.width;
  var sum = vec3i(HALF);
  for (var tap = 0; tap < count[x]; tap++) {
    sum += unpack(source[y * params.sourceWidth + u32(first[x] + tap)]) * weights[x * params.columnTaps + u32(tap)];
  }
  let value = vec3u(sum >> vec3u(22u));
  bytes[index] = value.x | (value.y << 8u) | (value.z << 16u);
}

@compute @workgroup_size(64)
fn columns(@builtin(global_invocation_id) id: vec3u, @builtin(workgroup_id) group: vec3u) {
  let index = group.y * 4194240u + id.x;
  let plane = params.paddedWidth * params.paddedHeight;
  if (index >= plane) { return; }
  let x = index % params.paddedWidth;
  let y = index / params.paddedWidth;
  var value = vec3f(0.0);
  if (x < params.width && y < params.height) {
    var sum = vec3i(HALF);
    for (var tap = 0; tap < count[y]; tap++) {
      sum += unpack(source[u32(first[y] + tap) * params.width + x]) * weights[y * params.rowTaps + u32(tap)];
    }
    value = (vec3f(sum >> vec3u(22u)) / 255.0 - params.mean.xyz) / params.deviation.xyz;
  }
  planes[index] = value.x;
  planes[plane + index] = value.y;
  planes[2u * plane + index] = value.z;
}
