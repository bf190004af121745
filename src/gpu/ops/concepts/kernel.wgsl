// One logit of one column: the largest similarity of its concepts minus its offset, over the temperature. Twin of cpu.ts.
struct Params { plane: u32, columns: u32, temperature: f32 }
struct Column { start: u32, end: u32, offset: f32 } // its concepts in `members`
@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> similarities: array<f32>;  // [concepts, plane]
@group(0) @binding(2) var<storage, read> columns: array<Column>;
@group(0) @binding(3) var<storage, read> members: array<u32>;
@group(0) @binding(4) var<storage, read_write> logits: array<f32>;  // [columns, plane]

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(workgroup_id) group: vec3u) {
  let index = group.y * 4194240u + id.x;
  if (index >= params.columns * params.plane) { return; }
  let column = columns[index / params.plane];
  let pixel = index % params.plane;
  var largest = similarities[members[column.start] * params.plane + pixel];
  for (var m = column.start + 1u; m < column.end; m++) {
    let value = similarities[members[m] * params.plane + pixel];
    if (value > largest) { largest = value; }
  }
  logits[index] = (largest - column.offset) / params.temperature;
}
