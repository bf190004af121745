// One pane: picture, layer and outlines, per canvas pixel. Twin of cpu.ts.
struct Params {
  canvasWidth: u32, canvasHeight: u32, width: u32, height: u32,
  scale: f32, offsetX: f32, offsetY: f32, opacity: f32,
  minimum: f32, heatScale: f32, minArea: u32, layer: u32,   // layer: 0 picture, 1 mask, 2 heat, 3 classes, 4 errors, 5 outlines only
  outlines: u32, highlighted: u32, hasScore: u32, unknownClass: u32,
  tint: vec4f, background: vec4f,
}
@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> picture: array<u32>;
@group(0) @binding(2) var<storage, read> score: array<f32>;
@group(0) @binding(3) var<storage, read> classes: array<u32>;       // predicted; of the error layer the ground truth: 0, 1, 255
@group(0) @binding(4) var<storage, read> labels: array<u32>;
@group(0) @binding(5) var<storage, read> areas: array<u32>;
@group(0) @binding(6) var<storage, read> colourMap: array<u32>;
@group(0) @binding(7) var<storage, read> classColours: array<u32>;  // of the error layer true positive, false positive, false negative, void

const BACKGROUND = 0xffffffffu;
const LINE = vec3f(245.0);
const HALO = vec3f(20.0);
const HIGHLIGHT = vec3f(255.0, 196.0, 0.0);
const DIRECTIONS = array<vec2f, 8>(vec2f(1.0, 0.0), vec2f(-1.0, 0.0), vec2f(0.0, 1.0), vec2f(0.0, -1.0),
  vec2f(0.70710678, 0.70710678), vec2f(-0.70710678, 0.70710678), vec2f(0.70710678, -0.70710678), vec2f(-0.70710678, -0.70710678));

fn unpack(rgb: u32) -> vec3f { return vec3f(f32(rgb & 255u), f32((rgb >> 8u) & 255u), f32((rgb >> 16u) & 255u)); }

fn bilinear(point: vec2f) -> vec3f {
  let size = vec2f(f32(params.width), f32(params.height));
  let position = clamp(point - 0.5, vec2f(0.0), size - 1.0);
  let low = vec2u(position);
  let high = min(low + 1u, vec2u(params.width - 1u, params.height - 1u));
  let part = position - floor(position);
  let upper = mix(unpack(picture[low.y * params.width + low.x]), unpack(picture[low.y * params.width + high.x]), part.x);
  let lower = mix(unpack(picture[high.y * params.width + low.x]), unpack(picture[high.y * params.width + high.x]), part.x);
  return mix(upper, lower, part.y);
}

// Label at a canvas position, BACKGROUND outside and in regions under the minimum area.
fn labelAt(canvas: vec2f) -> u32 {
  let point = floor((canvas - vec2f(params.offsetX, params.offsetY)) / params.scale);
  if (point.x < 0.0 || point.y < 0.0 || point.x >= f32(params.width) || point.y >= f32(params.height)) { return BACKGROUND; }
  let label = labels[u32(point.y) * params.width + u32(point.x)];
  if (label == BACKGROUND) { return BACKGROUND; }
  return select(BACKGROUND, label, areas[label] >= params.minArea);
}

// Whether a border lies within `radius` canvas pixels; `only` restricts it to one region.
fn nearBorder(canvas: vec2f, radius: f32, only: u32) -> bool {
  let centre = labelAt(canvas);
  let inside = select(centre == only, centre != BACKGROUND, only == BACKGROUND);
  for (var i = 0; i < 8; i++) {
    let label = labelAt(canvas + DIRECTIONS[i] * radius);
    if (select(label == only, label != BACKGROUND, only == BACKGROUND) != inside) { return true; }
  }
  return false;
}

@vertex
fn corner(@builtin(vertex_index) index: u32) -> @builtin(position) vec4f {
  return vec4f(f32(i32(index & 1u) * 4 - 1), f32(i32(index >> 1u) * 4 - 1), 0.0, 1.0);
}

@fragment
fn paint(@builtin(position) position: vec4f) -> @location(0) vec4f {
  let canvas = position.xy;
  let point = (canvas - vec2f(params.offsetX, params.offsetY)) / params.scale;
  if (point.x < 0.0 || point.y < 0.0 || point.x >= f32(params.width) || point.y >= f32(params.height)) {
    return vec4f(params.background.rgb / 255.0, 1.0);
  }
  let index = u32(point.y) * params.width + u32(point.x);
  var colour: vec3f;
  if (params.scale > 2.0) { colour = unpack(picture[index]); }
  else if (params.scale < 1.0) {
    let quarter = 0.25 / params.scale;
    colour = 0.25 * (bilinear(point - quarter) + bilinear(point + vec2f(quarter, -quarter)) + bilinear(point + vec2f(-quarter, quarter)) + bilinear(point + quarter));
  } else { colour = bilinear(point); }

  if (params.layer == 1u && params.hasScore == 1u) {
    if (labelAt(canvas) != BACKGROUND) { colour = mix(colour, params.tint.rgb, params.opacity); }
  } else if (params.layer == 2u && params.hasScore == 1u) {
    let bin = u32(clamp((score[index] - params.minimum) * params.heatScale, 0.0, 255.0));
    colour = mix(colour, unpack(colourMap[bin]), params.opacity);
  } else if (params.layer == 3u && params.hasScore == 1u) {
    var shown = classes[index];
    if (params.unknownClass != BACKGROUND && shown < params.unknownClass && labelAt(canvas) != BACKGROUND) { shown = params.unknownClass; }
    colour = mix(colour, unpack(classColours[shown]), params.opacity);
  } else if (params.layer == 4u && params.hasScore == 1u) {
    let predicted = labelAt(canvas) != BACKGROUND;
    let truth = classes[index];
    if (truth > 1u) { colour = mix(colour, unpack(classColours[3]), params.opacity); }
    else if (truth == 1u) { colour = mix(colour, unpack(classColours[select(2u, 0u, predicted)]), params.opacity); }
    else if (predicted) { colour = mix(colour, unpack(classColours[1]), params.opacity); }
  }

  if (params.layer != 0u && params.hasScore == 1u) {
    if (params.highlighted != BACKGROUND && nearBorder(canvas, 1.5, params.highlighted)) { colour = HIGHLIGHT; }
    else if (params.outlines == 1u) {
      if (nearBorder(canvas, 0.75, BACKGROUND)) { colour = LINE; }
      else if (nearBorder(canvas, 1.75, BACKGROUND)) { colour = mix(colour, HALO, 0.8); }
    }
  }
  return vec4f(colour / 255.0, 1.0);
}
