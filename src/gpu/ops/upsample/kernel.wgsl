// Bilinear values of the first channel of a network output at the picture's pixels. Twin of cpu.ts.
struct Params { width: u32, height: u32, outputWidth: u32, pad: u32 }
@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> output: array<f32>;      // [outputHeight, outputWidth]
@group(0) @binding(2) var<storage, read> columns: array<vec4f>;   // lower, upper (as bits), fraction
@group(0) @binding(3) var<storage, read> rows: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> enlarged: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(workgroup_id) group: vec3u) {
  let index = group.y * 4194240u + id.x;
  if (index >= params.width * params.height) { return; }
  let column = columns[index % params.width];
  let row = rows[index / params.width];
  let above = bitcast<u32>(row.x) * params.outputWidth;
  let below = bitcast<u32>(row.y) * params.outputWidth;
  let lower = bitcast<u32>(column.x);
  let upper = bitcast<u32>(column.y);
  let left = output[above + lower] + (output[below + lower] - output[above + lower]) * row.z;
  let right = output[above + upper] + (output[below + upper] - output[above + upper]) * row.z;
  enlarged[index] = left + (right - left) * column.z;
}
