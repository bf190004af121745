import { compileShader } from './compile';

const WORKGROUP = 64;
const MOST_GROUPS = 65_535;

export type Binding = GPUBuffer | { buffer: GPUBuffer; size: number };

/** One entry point of a compute shader whose bindings are all in group 0, in order. */
export class Kernel {
  private constructor(
    private readonly device: GPUDevice,
    private readonly label: string,
    private readonly pipeline: GPUComputePipeline,
  ) {}

  static async create(
    device: GPUDevice,
    label: string,
    code: string,
    entryPoint = 'main',
  ): Promise<Kernel> {
    const module = await compileShader(device, label, code);
    const pipeline = await device.createComputePipelineAsync({
      label: `${label}.${entryPoint}`,
      layout: 'auto',
      compute: { module, entryPoint },
    });
    return new Kernel(device, `${label}.${entryPoint}`, pipeline);
  }

  /**
   * Records `threads` invocations in groups of 64. More groups than one dimension takes continue in
   * the second; kernels compute their index from both (`index = group.y * 65535 * 64 + id.x`) and
   * return beyond the end.
   */
  record(pass: GPUComputePassEncoder, bindings: readonly Binding[], threads: number): void {
    const entries = bindings.map((bound, binding) => ({
      binding,
      resource: 'buffer' in bound ? bound : { buffer: bound },
    }));
    const groups = Math.ceil(threads / WORKGROUP);
    pass.setPipeline(this.pipeline);
    pass.setBindGroup(
      0,
      this.device.createBindGroup({
        label: this.label,
        layout: this.pipeline.getBindGroupLayout(0),
        entries,
      }),
    );
    pass.dispatchWorkgroups(Math.min(groups, MOST_GROUPS), Math.ceil(groups / MOST_GROUPS));
  }
}

/** Records several dispatches into one submitted pass. */
export function submitPass(
  device: GPUDevice,
  label: string,
  record: (pass: GPUComputePassEncoder) => void,
): void {
  const encoder = device.createCommandEncoder({ label });
  const pass = encoder.beginComputePass({ label });
  record(pass);
  pass.end();
  device.queue.submit([encoder.finish()]);
}

/** A uniform buffer of 32-bit words; floats are given in a Float32Array that shares the buffer. */
export function uniform(device: GPUDevice, label: string, words: ArrayBuffer): GPUBuffer {
  const buffer = device.createBuffer({
    label,
    size: Math.ceil(words.byteLength / 16) * 16,
    usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST,
  });
  device.queue.writeBuffer(buffer, 0, words);
  return buffer;
}
