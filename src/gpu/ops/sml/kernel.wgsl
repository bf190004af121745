// Standardised max logit of one picture pixel from bilinear logits. Twin of cpu.ts.
struct Params { width: u32, height: u32, logitWidth: u32, logitHeight: u32, classes: u32 }
@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> logits: array<f32>;      // [classes, logitHeight, logitWidth]
@group(0) @binding(2) var<storage, read> columns: array<vec4f>;   // lower, upper (as bits), fraction
@group(0) @binding(3) var<storage, read> rows: array<vec4f>;
@group(0) @binding(4) var<storage, read> classStatistics: array<vec2f>; // [classes]: mean, 1 / standard deviation
@group(0) @binding(5) var<storage, read_write> score: array<f32>; // [height, width]

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(workgroup_id) group: vec3u) {
  let index = group.y * 4194240u + id.x;
  if (index >= params.width * params.height) { return; }
  let column = columns[index % params.width];
  let row = rows[index / params.width];
  let plane = params.logitWidth * params.logitHeight;
  let upperLeft = bitcast<u32>(row.x) * params.logitWidth + bitcast<u32>(column.x);
  let upperRight = bitcast<u32>(row.x) * params.logitWidth + bitcast<u32>(column.y);
  let lowerLeft = bitcast<u32>(row.y) * params.logitWidth + bitcast<u32>(column.x);
  let lowerRight = bitcast<u32>(row.y) * params.logitWidth + bitcast<u32>(column.y);
  var largest = -3.4e38;
  var winner = 0u;
  for (var c = 0u; c < params.classes; c++) {
    let base = c * plane;
    let left = logits[base + upperLeft] + (logits[base + lowerLeft] - logits[base + upperLeft]) * row.z;
    let right = logits[base + upperRight] + (logits[base + lowerRight] - logits[base + upperRight]) * row.z;
    let value = left + (right - left) * column.z;
    if (value > largest) { largest = value; winner = c; }
  }
  let ofClass = classStatistics[winner];
  score[index] = (ofClass.x - largest) * ofClass.y;
}
