/** The address of a client comes from the platform's header and from nothing that a client can send. */

import { describe, expect, it } from 'vitest';
import { addressTag, networkOf } from '../../src/edge/address.ts';

const tagOf = (headers: Record<string, string>) => addressTag(new Headers(headers));

describe('the network of an address', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['0.0.0.0', '0.0.0.0'],
    ['255.255.255.255', '255.255.255.255'],
    // An IPv4 address counts as the same address, however it is written.
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['::FFFF:cb00:7109', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::1', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002:ffff:ffff:ffff:ffff', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:db8:0:0:1::', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::', '0:0:0:0::/64'],
    ['fe80::1:2:3:4', 'fe80:0:0:0::/64'],
  ])('the network of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  it.each([
    null,
    '',
    'unknown',
    '203.0.113',
    '203.0.113.9.',
    '203.0.113.256',
    '203.0.113.9, 198.51.100.1',
    '1::2::3',
    ':',
    '[::1]',
    '::1]/@evil',
    'a'.repeat(10_240),
    ':'.repeat(10_240),
  ])('the network of an invalid address is unknown (%#)', (address) => {
    expect(networkOf(address)).toBe('unknown');
  });
});

describe('the tag of an address (B31)', () => {
  it("the tag of an address consists of 16 characters that don't reveal it, and is always the same", async () => {
    const tag = await tagOf({ 'CF-Connecting-IP': '203.0.113.9' });
    expect(tag).toMatch(/^[A-Za-z0-9_-]{16}$/);
    expect(await tagOf({ 'CF-Connecting-IP': '203.0.113.9' })).toBe(tag);
    expect(await tagOf({ 'CF-Connecting-IP': '203.0.113.10' })).not.toBe(tag);
  });

  it('all addresses of a /64 share a tag, and the next /64 has another', async () => {
    const tag = await tagOf({ 'CF-Connecting-IP': '2001:db8:1:2::1' });
    expect(await tagOf({ 'CF-Connecting-IP': '2001:db8:1:2:ffff::' })).toBe(tag);
    expect(await tagOf({ 'CF-Connecting-IP': '2001:db8:1:3::1' })).not.toBe(tag);
  });

  it("only the platform's header determines the tag, and nothing that a client can send", async () => {
    const spoofed = {
      'X-Forwarded-For': '198.51.100.1',
      'X-Real-IP': '198.51.100.1',
      Forwarded: 'for=198.51.100.1',
      'True-Client-IP': '198.51.100.1',
      'CF-Connecting-IPv6': '2001:db8::1',
    };
    expect(await tagOf({ ...spoofed, 'CF-Connecting-IP': '203.0.113.9' })).toBe(
      await tagOf({ 'CF-Connecting-IP': '203.0.113.9' }),
    );
    expect(await tagOf(spoofed)).toBe(await tagOf({}));
  });
});
