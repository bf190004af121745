// Class of one picture pixel with the learnt ones. Twin of cpu.ts.
struct Params { width: u32, height: u32, logitWidth: u32, logitHeight: u32, classes: u32, rules: u32 }
@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> logits: array<f32>;      // [classes, logitHeight, logitWidth]
@group(0) @binding(2) var<storage, read> columns: array<vec4f>;   // lower, upper (as bits), fraction
@group(0) @binding(3) var<storage, read> rows: array<vec4f>;
@group(0) @binding(4) var<storage, read> rules: array<vec4u>;     // 0 prototype or 1 head, offset below, outputs, radius (as bits)
@group(0) @binding(5) var<storage, read> prototypes: array<f32>;  // [prototypes, classes]
@group(0) @binding(6) var<storage, read> heads: array<f32>;       // [outputs of all heads, logitHeight, logitWidth]
@group(0) @binding(7) var<storage, read_write> result: array<u32>; // [height, width]

const MOST_CLASSES = 64;
const PROTOTYPE_LENGTH = 3.0;
const NONE = 0xffffffffu;

var<private> corners: vec4u; // upper left, upper right, lower left, lower right
var<private> part: vec2f;

fn mixed(upperLeft: f32, upperRight: f32, lowerLeft: f32, lowerRight: f32) -> f32 {
  let left = upperLeft + (lowerLeft - upperLeft) * part.y;
  let right = upperRight + (lowerRight - upperRight) * part.y;
  return left + (right - left) * part.x;
}

fn headLogit(plane: u32) -> f32 {
  let base = plane * params.logitWidth * params.logitHeight;
  return mixed(heads[base + corners.x], heads[base + corners.y], heads[base + corners.z], heads[base + corners.w]);
}

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(workgroup_id) group: vec3u) {
  let index = group.y * 4194240u + id.x;
  if (index >= params.width * params.height) { return; }
  let column = columns[index % params.width];
  let row = rows[index / params.width];
  let above = bitcast<u32>(row.x) * params.logitWidth;
  let below = bitcast<u32>(row.y) * params.logitWidth;
  corners = vec4u(above + bitcast<u32>(column.x), above + bitcast<u32>(column.y), below + bitcast<u32>(column.x), below + bitcast<u32>(column.y));
  part = vec2f(column.z, row.z);

  var f: array<f32, MOST_CLASSES>;
  var largest = -3.4e38;
  var winner = 0u;
  for (var c = 0u; c < params.classes; c++) {
    let base = c * params.logitWidth * params.logitHeight;
    let z = mixed(logits[base + corners.x], logits[base + corners.y], logits[base + corners.z], logits[base + corners.w]);
    if (z > largest) { largest = z; winner = c; }
    f[c] = z / (2.0 * PROTOTYPE_LENGTH);
  }
  // Summed as the learnt distances are: a learnt prototype at the same place is exactly as near.
  var fixedDistance = 0.0;
  for (var c = 0u; c < params.classes; c++) {
    let difference = f[c] - select(0.0, PROTOTYPE_LENGTH, c == winner);
    fixedDistance += difference * difference;
  }

  var nearest = 3.4e38;
  var nearestRule = NONE;
  var isTie = false;
  for (var r = 0u; r < params.rules; r++) {
    if (rules[r].x == 1u) { continue; }
    var distance = 0.0;
    for (var c = 0u; c < params.classes; c++) {
      let difference = f[c] - prototypes[rules[r].y * params.classes + c];
      distance += difference * difference;
    }
    if (distance < nearest) { nearest = distance; nearestRule = r; isTie = false; }
    else if (distance == nearest) { isTie = true; }
  }

  var chosen = winner;
  for (var r = 0u; r < params.rules; r++) {
    let rule = rules[r];
    var fires = false;
    if (rule.x == 0u) {
      fires = r == nearestRule && !isTie && nearest < bitcast<f32>(rule.w) && nearest < fixedDistance;
    } else {
      let own = headLogit(rule.y + rule.z - 1u);
      fires = true;
      for (var c = 0u; c + 1u < rule.z; c++) { fires = fires && headLogit(rule.y + c) < own; }
    }
    if (fires) { chosen = params.classes + 1u + r; }
  }
  result[index] = chosen;
}
