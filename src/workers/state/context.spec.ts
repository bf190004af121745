import { describe, expect, it } from 'vitest';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { promptNetworkOf, readySegmenter, segmenterOf } from './context';

const { models } = createFakeModels(['base', 'mask-decoder']).context;

describe('a network by its id', () => {
  it('that gives logits is a segmenter', async () => {
    const segmenter = await segmenterOf(models, 'base');
    expect(segmenter.entry.id).toBe('base');
    expect(readySegmenter(models, 'base')).toBe(segmenter);
  });

  it('that gives masks is none', async () => {
    await expect(segmenterOf(models, 'mask-decoder')).rejects.toMatchObject({
      code: 'internal',
      message: 'mask-decoder gives no logits.',
    });
    expect(readySegmenter(models, 'mask-decoder')).toBeNull();
  });

  it('is not ready before it is loaded', () => {
    expect(readySegmenter(models, 'rpl')).toBeNull();
  });

  it('that passes tensors is of the kind that is asked for', async () => {
    const { entry } = await promptNetworkOf(models, 'mask-decoder', 'mask-decoder');
    expect(entry.id).toBe('mask-decoder');
    for (const [id, kind] of [
      ['mask-decoder', 'mask-encoder'],
      ['base', 'mask-decoder'],
    ] as const)
      await expect(promptNetworkOf(models, id, kind)).rejects.toMatchObject({
        code: 'manifest-invalid',
        message: `The list of models has no "${id}" of kind ${kind}.`,
      });
  });
});
