import { AnomalensError } from '#src/core/errors';

/** The compiler's errors with the faulty line and a caret under the column. */
function formatMessages(
  label: string,
  code: string,
  messages: readonly GPUCompilationMessage[],
): string {
  const lines = code.split('\n');
  return messages
    .map(({ type, message, lineNum, linePos }) => {
      const source = lines[lineNum - 1] ?? '';
      return `${label}:${lineNum}:${linePos} ${type}: ${message}\n  ${source}\n  ${' '.repeat(Math.max(0, linePos - 1))}^`;
    })
    .join('\n');
}

/**
 * Compiles WGSL and waits for the compiler's verdict.
 * @throws AnomalensError `internal` with the faulty lines
 */
export async function compileShader(
  device: GPUDevice,
  label: string,
  code: string,
): Promise<GPUShaderModule> {
  device.pushErrorScope('validation');
  const module = device.createShaderModule({ label, code });
  const { messages } = await module.getCompilationInfo();
  await device.popErrorScope();
  const errors = messages.filter(({ type }) => type === 'error');
  if (errors.length > 0)
    throw new AnomalensError(
      'internal',
      `A shader does not compile.\n${formatMessages(label, code, errors)}`,
    );
  return module;
}
