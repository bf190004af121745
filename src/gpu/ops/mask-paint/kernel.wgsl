// Paints one mask: bilinear logits above 0 get the score, the highest where masks overlap. Only the
// mask's region is visited.
struct Params { width: u32, regionX: u32, regionY: u32, regionWidth: u32, regionHeight: u32, windowX: u32, windowY: u32, windowWidth: u32, score: f32 }
@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> logits: array<f32>;      // [windowHeight, windowWidth]
@group(0) @binding(2) var<storage, read> columns: array<vec4f>;   // lower, upper (as bits), fraction
@group(0) @binding(3) var<storage, read> rows: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> canvas: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(workgroup_id) group: vec3u) {
  let index = group.y * 4194240u + id.x;
  if (index >= params.regionWidth * params.regionHeight) { return; }
  let x = params.regionX + index % params.regionWidth;
  let y = params.regionY + index / params.regionWidth;
  let column = columns[x];
  let row = rows[y];
  let above = (bitcast<u32>(row.x) - params.windowY) * params.windowWidth;
  let below = (bitcast<u32>(row.y) - params.windowY) * params.windowWidth;
  let lower = bitcast<u32>(column.x) - params.windowX;
  let upper = bitcast<u32>(column.y) - params.windowX;
  let left = logits[above + lower] + (logits[below + lower] - logits[above + lower]) * row.z;
  let right = logits[above + upper] + (logits[below + upper] - logits[above + upper]) * row.z;
  if (left + (right - left) * column.z > 0.0) {
    let pixel = y * params.width + x;
    canvas[pixel] = max(canvas[pixel], params.score);
  }
}
