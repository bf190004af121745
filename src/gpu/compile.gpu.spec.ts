import { expect, it } from 'vitest';
import { testDevice } from '#src/gpu/testing/device';
import { compileShader } from './compile';

// The canary: if a broken shader went unnoticed, every other GPU test would be worth nothing.
it('reports a broken shader with its line and a caret', async () => {
  const device = await testDevice();
  const code = '@compute @workgroup_size(64)\nfn main() {\n  let x = undeclared + 1;\n}\n';
  await expect(compileShader(device, 'canary', code)).rejects.toThrow(
    /canary:3:\d+ error: .*undeclared[\s\S]*\n {2} {2}let x = undeclared \+ 1;\n {2} +\^/,
  );
});
