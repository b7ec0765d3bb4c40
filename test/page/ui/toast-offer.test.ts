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

describe('the undo offer of a toast', () => {
  test('an offer lasts ten seconds, whatever other toasts appear', () => {
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

  test('an offer replaces the toast and the offer before it', () => {
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

  test('an offer stays while the pointer or focus is on it', () => {
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

  test('an accepted offer runs once and does not expire', () => {
    const undo = anOffer();
    showOffer(undo);
    acceptOffer(undo);
    vi.advanceTimersByTime(60_000);
    expect(undo.act).toHaveBeenCalledTimes(1);
    expect(undo.gone).not.toHaveBeenCalled();
    expect(offered.value).toBeUndefined();
  });
});
