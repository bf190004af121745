// Bilinear logits and all requested scores of one picture pixel. The constants of the kinds (MSP, MAX_LOGIT, ...) come
// from formulas.ts, where each formula stands in TypeScript.
struct Request { kind: u32, temperature: f32, beta: f32, gamma: f32, known: u32 }
struct Params { width: u32, height: u32, logitWidth: u32, logitHeight: u32, classes: u32, requests: u32 }
@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> logits: array<f32>;      // [classes, logitHeight, logitWidth]
@group(0) @binding(2) var<storage, read> columns: array<vec4f>;   // lower, upper (as bits), fraction
@group(0) @binding(3) var<storage, read> rows: array<vec4f>;
@group(0) @binding(4) var<storage, read> requests: array<Request>;
@group(0) @binding(5) var<storage, read_write> scores: array<f32>; // [requests, height, width]
@group(0) @binding(6) var<storage, read_write> predicted: array<u32>;

const MOST_CLASSES = 64u;
const PROTOTYPE_LENGTH = 3.0; // as in distance.ts

// ln(1 + x) for x >= 0, with all digits of a small x: a series, because 1 + x has lost them, and compilers may turn
// what would bring them back, (1 + x) - 1, into x.
fn log1p(x: f32) -> f32 {
  let series = x * (1.0 - x * (0.5 - x * (0.33333334 - x * 0.25)));
  return select(log(1.0 + x), series, x < 0.01);
}

// By an exponential that cannot overflow: the built-in tanh does for large numbers on some devices.
fn tanhOf(x: f32) -> f32 {
  let e = exp(-2.0 * abs(x));
  return sign(x) * (1.0 - e) / (1.0 + e);
}

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(workgroup_id) group: vec3u) {
  let index = group.y * 4194240u + id.x;
  let pixels = params.width * params.height;
  if (index >= pixels) { return; }
  let column = columns[index % params.width];
  let row = rows[index / params.width];
  let plane = params.logitWidth * params.logitHeight;
  let upperLeft = bitcast<u32>(row.x) * params.logitWidth + bitcast<u32>(column.x);
  let upperRight = bitcast<u32>(row.x) * params.logitWidth + bitcast<u32>(column.y);
  let lowerLeft = bitcast<u32>(row.y) * params.logitWidth + bitcast<u32>(column.x);
  let lowerRight = bitcast<u32>(row.y) * params.logitWidth + bitcast<u32>(column.y);
  var z: array<f32, MOST_CLASSES>;
  var first = -3.4e38;
  var second = -3.4e38;
  var winner = 0u;
  for (var c = 0u; c < params.classes; c++) {
    let base = c * plane;
    let left = logits[base + upperLeft] + (logits[base + lowerLeft] - logits[base + upperLeft]) * row.z;
    let right = logits[base + upperRight] + (logits[base + lowerRight] - logits[base + upperRight]) * row.z;
    let value = left + (right - left) * column.z;
    z[c] = value;
    if (value > first) { second = first; first = value; winner = c; }
    else if (value > second) { second = value; }
  }
  predicted[index] = winner;
  // EDS between its bounds, see distance.ts.
  let q = f32(params.classes);
  var distances = 0.0;
  var tanhs = 0.0;
  for (var c = 0u; c < params.classes; c++) {
    tanhs += tanhOf(z[c]);
    let offset = z[c] / (2.0 * PROTOTYPE_LENGTH) - PROTOTYPE_LENGTH / q;
    distances += offset * offset;
  }
  var eds = 0.0;
  if (params.classes > 1u) { eds = 1.0 - min(1.0, q * distances / ((q - 1.0) * PROTOTYPE_LENGTH * PROTOTYPE_LENGTH)); }
  for (var r = 0u; r < params.requests; r++) {
    let request = requests[r];
    var sum = 0.0;
    var rest = 0.0; // the sum without the predicted class
    var weighted = 0.0;
    var known = -3.4e38; // the largest of the known classes
    for (var c = 0u; c < params.classes; c++) {
      let difference = (z[c] - first) / request.temperature;
      let e = exp(difference);
      sum += e;
      weighted += e * difference;
      if (c != winner) { rest += e; }
      if (c < request.known) { known = max(known, z[c]); }
    }
    var score = 0.0;
    switch (request.kind) {
      case MSP: { score = 1.0 - 1.0 / sum; }
      case MAX_LOGIT: { score = -first; }
      case ENTROPY: { if (params.classes > 1u) { score = max(0.0, log(sum) - weighted / sum) / log(f32(params.classes)); } }
      case ENERGY: { score = -(first + request.temperature * log(sum)); }
      case MARGIN: { score = 1.0 - (1.0 - exp((second - first) / request.temperature)) / sum; }
      case EDS: { score = eds; }
      case EDS_MIX: {
        let alpha = 1.0 / (1.0 + exp(-request.beta * (eds - request.gamma)));
        score = alpha * eds + (1.0 - alpha) * (1.0 - 1.0 / sum);
      }
      case VL4AD: { score = -exp((known - first) / request.temperature) / sum; }
      case VL4AD_LOG: { score = (first - known) / request.temperature + log1p(rest); }
      case RBA: { score = -tanhs; }
      default: { score = bitcast<f32>(0x7fc00000u | request.kind); } // NaN: a kind without a formula here
    }
    scores[r * pixels + index] = score;
  }
}
