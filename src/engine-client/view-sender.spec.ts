import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ViewState } from '#src/protocol/view';
import { ViewSender } from './view-sender';

const view = (revision: number) => ({ revision }) as ViewState;
const settle = () => vi.advanceTimersByTimeAsync(0);

let views: ViewSender;
let sent: number[];
const send = ({ revision }: ViewState) => void sent.push(revision);

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  views = new ViewSender();
});
afterEach(() => vi.useRealTimers());

describe('views', () => {
  it('are dropped while there is no worker, and not sent to the next', async () => {
    views.offer(view(1));
    views.connect(send);
    await settle();
    expect(sent).toEqual([]);
    expect(views.waiting).toBe(false);
  });

  it('wait one at a time for their drawing, the newest next', async () => {
    views.connect(send);
    for (const revision of [1, 2, 3]) views.offer(view(revision));
    await settle();
    expect(sent).toEqual([1]);
    expect(views.waiting).toBe(true);
    views.drawn();
    await settle();
    expect(sent).toEqual([1, 3]);
    views.drawn();
    await settle();
    expect(views.waiting).toBe(false);
  });

  it('go on after two seconds without a drawing, not earlier', async () => {
    views.connect(send);
    for (const revision of [1, 2]) views.offer(view(revision));
    await vi.advanceTimersByTimeAsync(1_999);
    expect(sent).toEqual([1]);
    await vi.advanceTimersByTimeAsync(1);
    expect(sent).toEqual([1, 2]);
  });

  it('are given their two seconds anew: a drawing ends the former wait', async () => {
    views.connect(send);
    for (const revision of [1, 2]) views.offer(view(revision));
    await vi.advanceTimersByTimeAsync(1_500);
    views.drawn();
    await settle();
    views.offer(view(3));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sent).toEqual([1, 2]);
  });

  it('wait no longer for a worker that has ended; what waited goes with it', async () => {
    views.connect(send);
    for (const revision of [1, 2]) views.offer(view(revision));
    views.connect(null);
    await settle();
    expect(views.waiting).toBe(false);
    views.connect(send);
    await settle();
    expect(sent).toEqual([1]);
    views.offer(view(3));
    await settle();
    expect(sent).toEqual([1, 3]);
  });

  it('report what fails as they are sent, and go on', async () => {
    const report = vi.fn();
    vi.stubGlobal('reportError', report);
    const failure = new Error('worker gone');
    views.connect(() => {
      throw failure;
    });
    views.offer(view(1));
    await settle();
    expect(report.mock.calls).toEqual([[failure]]);
    vi.unstubAllGlobals();
  });
});
