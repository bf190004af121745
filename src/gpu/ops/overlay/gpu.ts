import { BACKGROUND, type LayerKind, type Size } from '#src/core/types';
import { destroyStorage, uploadStorage } from '#src/gpu/buffers';
import { compileShader } from '#src/gpu/compile';
import { uniform } from '#src/gpu/kernel';
import type { DrawingSettings } from './drawing';
import code from './kernel.wgsl?raw';

const LAYERS: readonly LayerKind[] = ['picture', 'mask', 'heat', 'classes', 'errors'];
const OUTLINES_ONLY = LAYERS.length;

export interface OverlayBuffers {
  picture: Size & { buffer: GPUBuffer };
  /** Absent while only the picture is there. */
  scored: {
    score: GPUBuffer;
    classes: GPUBuffer | null;
    truth: GPUBuffer | null;
    labels: GPUBuffer;
    areas: GPUBuffer;
  } | null;
  colourMap: Uint8Array;
  classColours: Uint8Array;
  minArea: number;
  /** Label (first pixel) of the emphasised region, or null. */
  highlightedLabel: number | null;
}

export interface OverlayGpu {
  draw(
    view: GPUTextureView,
    format: GPUTextureFormat,
    settings: DrawingSettings,
    buffers: OverlayBuffers,
  ): void;
}

/** `[n, 3]` bytes to one u32 per colour. */
function packColours(rgb: Uint8Array): Uint32Array<ArrayBuffer> {
  return Uint32Array.from(
    { length: rgb.length / 3 },
    (_, i) =>
      (rgb[3 * i] as number) |
      ((rgb[3 * i + 1] as number) << 8) |
      ((rgb[3 * i + 2] as number) << 16),
  );
}

function packParams(
  {
    canvas,
    transform,
    layer,
    displayRange,
    opacity,
    outlines,
    unknownClass,
    tint,
    background,
  }: DrawingSettings,
  buffers: OverlayBuffers,
): ArrayBuffer {
  const words = new ArrayBuffer(96);
  const integers = new Uint32Array(words);
  const floats = new Float32Array(words);
  integers.set([canvas.width, canvas.height, buffers.picture.width, buffers.picture.height]);
  floats.set(
    [
      transform.scale,
      transform.offsetX,
      transform.offsetY,
      opacity,
      displayRange.min,
      256 / Math.max(displayRange.max - displayRange.min, 1e-12),
    ],
    4,
  );
  const missing =
    (layer === 'classes' && !buffers.scored?.classes) ||
    (layer === 'errors' && !buffers.scored?.truth);
  const shown = missing ? OUTLINES_ONLY : LAYERS.indexOf(layer);
  integers.set(
    [buffers.minArea, shown, outlines ? 1 : 0, buffers.highlightedLabel ?? BACKGROUND],
    10,
  );
  integers.set([buffers.scored ? 1 : 0, unknownClass ?? BACKGROUND], 14);
  floats.set([...tint, 0, ...background, 0], 16);
  return words;
}

/**
 * Builds the operation: one full-screen triangle, nothing is read back. `formats` are those that
 * will be drawn to.
 */
export async function createOverlay(
  device: GPUDevice,
  formats: readonly GPUTextureFormat[],
): Promise<OverlayGpu> {
  const module = await compileShader(device, 'overlay', code);
  const layout = device.createBindGroupLayout({
    label: 'overlay',
    entries: Array.from({ length: 8 }, (_, binding) => ({
      binding,
      visibility: GPUShaderStage.FRAGMENT,
      buffer: { type: binding === 0 ? ('uniform' as const) : ('read-only-storage' as const) },
    })),
  });
  const pipelineLayout = device.createPipelineLayout({
    label: 'overlay',
    bindGroupLayouts: [layout],
  });
  const pipelines = new Map<GPUTextureFormat, GPURenderPipeline>();
  for (const format of new Set(formats)) {
    pipelines.set(
      format,
      await device.createRenderPipelineAsync({
        label: `overlay ${format}`,
        layout: pipelineLayout,
        vertex: { module, entryPoint: 'corner' },
        fragment: { module, entryPoint: 'paint', targets: [{ format }] },
      }),
    );
  }
  const nothing = uploadStorage(device, 'overlay nothing', new Uint32Array(1));

  return {
    draw: (view, format, settings, buffers) => {
      const params = uniform(device, 'overlay params', packParams(settings, buffers));
      const colourMap = uploadStorage(device, 'overlay colour map', packColours(buffers.colourMap));
      const classColours = uploadStorage(
        device,
        'overlay class colours',
        packColours(buffers.classColours),
      );
      const { scored } = buffers;
      const bound = [
        params,
        buffers.picture.buffer,
        scored?.score ?? nothing,
        (settings.layer === 'errors' ? scored?.truth : scored?.classes) ?? nothing,
        scored?.labels ?? nothing,
        scored?.areas ?? nothing,
        colourMap,
        classColours,
      ];
      const bindGroup = device.createBindGroup({
        label: 'overlay',
        layout,
        entries: bound.map((buffer, binding) => ({ binding, resource: { buffer } })),
      });
      const encoder = device.createCommandEncoder({ label: 'overlay' });
      const pass = encoder.beginRenderPass({
        label: 'overlay',
        colorAttachments: [{ view, loadOp: 'clear', storeOp: 'store' }],
      });
      pass.setPipeline(pipelines.get(format) as GPURenderPipeline);
      pass.setBindGroup(0, bindGroup);
      pass.draw(3);
      pass.end();
      device.queue.submit([encoder.finish()]);
      params.destroy();
      destroyStorage(colourMap);
      destroyStorage(classColours);
    },
  };
}
