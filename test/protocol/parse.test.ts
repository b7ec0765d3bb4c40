import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FRAME_BYTES } from '../../src/protocol/limits.ts';
import { parseFrame } from '../../src/protocol/parse.ts';

describe('a frame from a client', () => {
  it('a parsed frame has only the known fields, whatever else was sent', () => {
    const text = '{"type":"msg","id":"a","data":"x","re":3,"again":0,"seq":9,"from":"admin","__proto__":{"re":1}}';
    expect(parseFrame(text)).toEqual({ kind: 'frame', frame: { type: 'msg', id: 'a', data: 'x', re: 3, again: 0 } });
  });

  it('only a message may have text instead of data', () => {
    expect(parseFrame('{"type":"msg","text":"hi"}')).toEqual({ kind: 'frame', frame: { type: 'msg', data: 'hi' } });
    expect(parseFrame('{"type":"name","text":"hi"}')).toMatchObject({ refused: true, code: 'bad_request' });
  });

  it.each([
    ['{"type":"msg"}', 'In a "msg" frame "data" is required.'],
    ['{"type":"edit","ref":1,"data":"x"}', 'In an "edit" frame "id" is required.'],
    ['{"type":"mod","id":"a","data":{"action":"kick"}}', '"data.who" is required.'],
    [
      '{"type":"mod","id":"a","data":{"action":"x"}}',
      'must be one of "kick", "ban", "unban", "mute", "unmute", "role".',
    ],
    ['{"type":"mod","id":"a","data":{}}', '"data.action" is required.'],
    ['{"type":"msg","data":null}', '"data" must be a string.'],
    ['{"type":"vote","id":"a","ref":"1","choice":[]}', '"ref" must be a number.'],
    ['{"type":"vote","id":"a","ref":1,"choice":{}}', '"choice" must be a list.'],
    ['{"type":"set","id":"a","data":"x"}', '"data" must be an object.'],
    ['{"type":"poll","id":"a","data":"x","options":["a","b"],"many":1}', '"many" must be true or false.'],
    ['{"type":"msg","data":"x","id":"a b"}', '"id" must be 1 to 64 characters of'],
    ['{"type":"history","id":"a","limit":0}', '"limit" must be 1 to 100'],
    ['{"type":"history","id":"a","before":1,"after":1}', 'A "history" frame takes "before" or "after", not both.'],
    ['{"type":"msg","data":"x","re":1e21}', '"re" must be a whole number'],
  ])('an invalid frame such as %s is refused with what is allowed', (text, why) => {
    const result = parseFrame(text);
    expect(result).toMatchObject({ refused: true, code: 'bad_request', why: expect.stringContaining(why) });
  });

  it('a frame is measured in bytes before it is parsed', () => {
    expect(parseFrame(`"${'é'.repeat(FRAME_BYTES / 2)}"`)).toMatchObject({ code: 'too_large' });
    expect(parseFrame(`${'['.repeat(FRAME_BYTES)}`)).toMatchObject({ code: 'bad_json' });
  });

  it("the parser never throws and never changes a frame's type", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.jsonValue().map((value) => JSON.stringify({ type: 'msg', data: value })),
        ),
        (text) => {
          const result = parseFrame(text);
          if ('frame' in result) expect(JSON.parse(text).type).toBe(result.frame.type);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
