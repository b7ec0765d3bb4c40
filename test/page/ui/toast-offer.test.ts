import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { said, toast } from '../../../src/page/ui/toast.ts';
import {
  acceptOffer,
  endOffer,
  keepOffer,
  type Offer,
  offered,
  showOffer,
  startOfferTimer,
} from '../../../src/page/ui/toast-offer.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  endOffer();
  vi.useRealTimers();
});

function anOffer() {
  return { text: 'Left #den', label: 'Undo', act: vi.fn<() => void>(), gone: vi.fn<() => void>() } satisfies Offer;
}

describe('an offer', () => {
  test('outlives whatever else is said, for its ten seconds', () => {
    const undo = anOffer();
    showOffer(undo);
    vi.advanceTimersByTime(5_000);
    toast('Link copied');
    expect([said.value, offered.value]).toEqual(['Link copied', undo]);
    vi.advanceTimersByTime(4_500);
    expect([said.value, offered.value]).toEqual(['', undo]);
    toast('Text copied');
    vi.advanceTimersByTime(499);
    expect(undo.gone).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect([said.value, offered.value]).toEqual(['Text copied', undefined]);
    expect(undo.gone).toHaveBeenCalledTimes(1);
  });

  test('takes the place of what was said and offered before it', () => {
    const [first, second] = [anOffer(), anOffer()];
    toast('Link copied');
    showOffer(first);
    expect(said.value).toBe('');
    vi.advanceTimersByTime(9_000);
    showOffer(second);
    expect([offered.value, first.gone.mock.calls.length]).toEqual([second, 1]);
    vi.advanceTimersByTime(9_000);
    expect(second.gone).not.toHaveBeenCalled();
  });

  test('stands as long as pointer or focus is on it', () => {
    const undo = anOffer();
    showOffer(undo);
    keepOffer();
    vi.advanceTimersByTime(60_000);
    expect(offered.value).toBe(undo);
    startOfferTimer();
    vi.advanceTimersByTime(9_999);
    expect(undo.gone).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(undo.gone).toHaveBeenCalledTimes(1);
  });

  test('that is taken is done once, and is never gone', () => {
    const undo = anOffer();
    showOffer(undo);
    acceptOffer(undo);
    vi.advanceTimersByTime(60_000);
    expect(undo.act).toHaveBeenCalledTimes(1);
    expect(undo.gone).not.toHaveBeenCalled();
    expect(offered.value).toBeUndefined();
  });
});
