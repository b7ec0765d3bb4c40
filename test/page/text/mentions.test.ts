import { describe, expect, test } from 'vitest';
import { splitMentions } from '../../../src/page/text/mentions.ts';

const NAMES = ['Ana', 'Ana Souza', 'Anabel', '安', '安娜', 'Bo·x1y2', 'نور'];
const named = (text: string) => splitMentions(text, NAMES).flatMap(({ name }) => name ?? []);

describe('mentions', () => {
  test('a name after an @ is a mention', () => {
    expect(named('@Ana, look')).toEqual(['Ana']);
    expect(named('look (@Ana)!')).toEqual(['Ana']);
    expect(named('Ana, look')).toEqual([]);
    expect(named('@nobody')).toEqual([]);
  });

  test('the longest matching name is mentioned', () => {
    expect(named('@Ana Souza and @Anabel and @Ana')).toEqual(['Ana Souza', 'Anabel', 'Ana']);
    expect(named('@Bo·x1y2')).toEqual(['Bo·x1y2']);
    expect(named('@安娜')).toEqual(['安娜']);
  });

  test('a mention ends at the end of a word, or in Chinese at the end of the name', () => {
    expect(named('@Anatol')).toEqual([]);
    expect(named('@安娜你好，@Ana你好')).toEqual(['安娜', 'Ana']);
    expect(named('你好@安娜')).toEqual(['安娜']);
    expect(named('@نور مرحبا')).toEqual(['نور']);
  });

  test('a particle may follow a name, and so may another word in scripts without spaces', () => {
    const names = ['민수', '민수지', 'สมชาย', 'ສົມຊາຍ', '小明', 'さくら', 'タロウ', 'សុខា', 'အောင်အောင်', 'Ana'];
    const called = (text: string) => splitMentions(text, names).flatMap(({ name }) => name ?? []);
    expect(called('@민수님 @민수가 @민수, 안녕@민수')).toEqual(['민수', '민수', '민수', '민수']);
    expect(called('@민수지 @민수지님')).toEqual(['민수지', '민수지']);
    expect(called('@สมชายครับ สวัสดี@สมชาย')).toEqual(['สมชาย', 'สมชาย']);
    expect(called('@ສົມຊາຍເຈົ້າ @សុខាអើយ @အောင်အောင်ရေ')).toEqual(['ສົມຊາຍ', 'សុខា', 'အောင်အောင်']);
    expect(called('@小明你好 @さくらさん @タロウくん @小明abc')).toEqual(['小明', 'さくら', 'タロウ', '小明']);
    expect(called('@Ana님 @Anaさん @Anaครับ')).toEqual(['Ana', 'Ana', 'Ana']);
  });

  test('a mention never ends within a letter and the marks, vowels or syllable parts that belong to it', () => {
    const names = ['สม', 'มาน', '수', 'ကို', 'しょ', 'マリ', '佐', 'ក', 'Jose'];
    for (const text of ['@สมุด', '@มานะ', '@숙', '@ကိုင်', '@しょー', '@マリー', '@佐々木', '@ក្ក'])
      expect(splitMentions(text, names)).toEqual([{ text }]);
  });

  test('a mention ends at the end of a word in all other scripts', () => {
    const names = ['Ана', 'Άννα', 'أحمد', 'דנה', 'राम', 'José'];
    const called = (text: string) => splitMentions(text, names).flatMap(({ name }) => name ?? []);
    for (const text of ['@Анатолий', '@Άνναν', '@أحمدي', '@דנהל', '@रामायण', '@Joséphine'])
      expect(called(text)).toEqual([]);
    expect(called('@Ана, @Άννα! @أحمد، @דנה? @राम।')).toEqual(['Ана', 'Άννα', 'أحمد', 'דנה', 'राम']);
    // "To" and "and" are attached to the next word.
    expect(called('ל@דנה و@أحمد')).toEqual(['דנה', 'أحمد']);
  });

  test('composed and decomposed letters match, and the text is shown as typed', () => {
    for (const form of ['NFC', 'NFD'] as const) {
      const names = ['José', 'Nguyễn', '민수', 'İpek', 'Ådne'].map((name) => name.normalize(form));
      for (const other of ['NFC', 'NFD'] as const) {
        const text = 'x @José! @민수님 @Nguyễn'.normalize(other);
        const stretches = splitMentions(text, names);
        expect(stretches.flatMap(({ name }) => name ?? [])).toEqual([names[0], names[2], names[1]]);
        expect(stretches.map((stretch) => stretch.text)).toEqual(
          ['x ', '@José', '! ', '@민수', '님 ', '@Nguyễn'].map((part) => part.normalize(other)),
        );
      }
      expect(splitMentions('@i\u0307pek @\u212bdne', names).filter(({ name }) => name)).toHaveLength(2);
    }
  });

  test('accents and strokes may be left out, unless that makes the name ambiguous', () => {
    const names = ['Zoë', 'Ёжик', 'Łukasz', 'Jörg Müller', 'Nguyễn', 'Øyvind', 'Ægir', 'Ａｙａ', 'Türkçe', 'Straße'];
    const called = (text: string, all: readonly string[] = names, mine: readonly string[] = []) =>
      splitMentions(text, all, mine).flatMap(({ name }) => name ?? []);
    const typed = '@zoe @Ежик @lukasz @jorg muller @nguyen @Oyvind @aegir @aya @turkce @strasse';
    expect(called(typed)).toEqual(names);
    expect(called('@José', ['Jose'])).toEqual(['Jose']);
    // The exact spelling or the longer name wins. Otherwise nobody is mentioned, on any page.
    expect(called('@zoe @ZOË @zoe!', ['Zoë', 'Zoe'])).toEqual(['Zoe', 'Zoë', 'Zoe']);
    expect(called('@zoe muller', ['Zoe', 'Zoë Müller'])).toEqual(['Zoë Müller']);
    expect(called('@zoe', ['Zoë', 'Zoê'])).toEqual([]);
    expect(called('@zoe', ['Zoë'], ['Zoê', 'Zoê'])).toEqual([]);
    expect(called('@zoe @zoê', ['Zoe'], ['Zoê', 'Zoê'])).toEqual(['Zoe', 'Zoê']);
    expect(called('@zoe', ['Bo'], ['Zoê', 'Zoê'])).toEqual(['Zoê']);
  });

  test('upper and lower case match', () => {
    expect(named('@ana @ANA SOUZA')).toEqual(['Ana', 'Ana Souza']);
  });

  test('an email address contains no mention', () => {
    for (const text of [
      'me@Ana.example',
      'josé@Ana.example',
      'jose\u0301@Ana',
      'почта@Ana',
      'me.@Ana',
      'me+@Ana',
      '5@Ana',
    ])
      expect(named(`mail ${text}`)).toEqual([]);
  });

  test('a mention may follow punctuation outside a word, or another mention with one character between', () => {
    for (const text of [
      '.@Ana thanks',
      '...@Ana',
      'wait...@Ana',
      '-@Ana',
      '%@Ana',
      '+@Ana',
      '…@Ana',
      '->@Ana',
      '_@Ana',
    ])
      expect(named(text), text).toEqual(['Ana']);
    for (const sign of [...'+&/|;,、-.%·'])
      expect(named(`@Ana${sign}@Anabel${sign}@安娜`), sign).toEqual(['Ana', 'Anabel', '安娜']);
    for (const text of ['a.b@Ana', 'a-@Ana', 'a+@Ana', 'a%@Ana', 'a_@Ana', './@Ana', '@Ana@Anabel.example', 'é+@Ana'])
      expect(named(text).slice(text.startsWith('@') ? 1 : 0), text).toEqual([]);
  });

  test('any spaces between words match, Arabic and Hebrew vowel marks may be missing, and ß matches ss', () => {
    const names = ['Ana', 'Ana Maria', 'محمد', 'مُحَمَّد علي', 'דָּנָה', 'Größe', 'Strass'];
    const called = (text: string) => splitMentions(text, names).flatMap(({ name }) => name ?? []);
    expect(called('@Ana\u00a0Maria @Ana  Maria @Ana\u3000 Maria')).toEqual(Array(3).fill('Ana Maria'));
    expect(called('@Ana\nMaria')).toEqual(['Ana']);
    expect(called('@محمد علي، @مُحَمَّد علي @مُحَمَّد')).toEqual(['مُحَمَّد علي', 'مُحَمَّد علي', 'محمد']);
    expect(called('@דנה @דָּנָה')).toEqual(['דָּנָה', 'דָּנָה']);
    expect(called('@GRÖSSE @GRÖẞE @Größe @Straß @Gröse')).toEqual(['Größe', 'Größe', 'Größe', 'Strass']);
    expect(splitMentions('@GRÖSSE!', names)[0]?.text).toBe('@GRÖSSE');
  });

  test('addresses and package names contain no mention', () => {
    for (const text of ['youtube.com/@Ana', 'mastodon.social/@Ana', '"@Ana/pkg"', '日本語@Ana.com', '@Ana.example'])
      expect(named(text)).toEqual([]);
    expect(named('@Ana/@安娜, (/@Ana) @Ana. @Ana… 参考/@安娜')).toEqual(['Ana', '安娜', 'Ana', 'Ana', 'Ana', '安娜']);
  });

  test('dotted and dotless i, all apostrophes and a full-width @ match', () => {
    const called = (text: string) =>
      splitMentions(text, ['İbrahim', 'Işıl', 'O’Brien']).flatMap(({ name }) => name ?? []);
    expect(called('@ibrahim @İBRAHİM @IBRAHIM')).toEqual(['İbrahim', 'İbrahim', 'İbrahim']);
    expect(called('@ışıl @IŞIL @Işıl')).toEqual(['Işıl', 'Işıl', 'Işıl']);
    expect(called("@o'brien @OʼBrien @Oʻbrien @O’Brien")).toEqual(Array(4).fill('O’Brien'));
    expect(splitMentions('嗨＠安娜', NAMES)).toEqual([{ text: '嗨' }, { text: '＠安娜', name: '安娜' }]);
  });

  test('the name of a look-alike mentions nobody else, even if its owner is away', () => {
    const called = (text: string, names: string[], mine: string[] = []) =>
      splitMentions(text, names, mine).flatMap(({ name }) => name ?? []);
    expect(called('@Ana·cd34 @Ana·-_3f @Ana·cd34ef', ['Ana', 'Bo'], ['Ana'])).toEqual([]);
    expect(called('@Ana·cd34, @Ana·cd34ef', ['Ana', 'Ana·cd34', 'Ana·cd34ef'])).toEqual(['Ana·cd34', 'Ana·cd34ef']);
    expect(called('@Ana· @Ana·@Bo', ['Ana', 'Bo'])).toEqual(['Ana', 'Ana', 'Bo']);
    // Without the suffix it is the other member's name, if there is one.
    expect(called('@Ana @Ana·ab12', ['Ana'], ['Ana·ab12', 'Ana'])).toEqual(['Ana', 'Ana·ab12']);
    expect(called('@ana', ['ANA'], ['Ana·ab12', 'Ana'])).toEqual(['ANA']);
    expect(called('@Ana', ['Bo'], ['Ana·ab12', 'Ana'])).toEqual(['Ana']);
  });

  test('a longer name is mentioned rather than a shorter one that it begins with', () => {
    const names = ['Ana', 'Ana-Maria', 'Ana.B', 'Ana_b', 'Ana’s', 'Ana Souza'];
    const text = '@Ana-Maria @Ana.B @Ana_b @Ana’s @Ana Souza';
    expect(splitMentions(text, names, ['Ana']).flatMap(({ name }) => name ?? [])).toEqual(names.slice(1));
    expect(named('@Ana-san @Ana’s @Ana_b @Ana.')).toEqual(['Ana', 'Ana', 'Ana']);
  });

  test('joiners are ignored, and never end a name', () => {
    const called = (text: string) => splitMentions(text, ['علی', 'علیرضا', 'ශ්රී']).flatMap(({ name }) => name ?? []);
    expect(called('@علی\u200cرضا @ශ්\u200dරී')).toEqual(['علیرضا', 'ශ්රී']);
    expect(called('@علی\u200cجان')).toEqual([]);
    expect(called('@علی\u200c، @علی!')).toEqual(['علی', 'علی']);
  });

  test('an emoji name is not found within a longer emoji', () => {
    const names = ['👨', '👍', '🇩', '❤️', '👩‍💻', '1️⃣'];
    for (const text of ['@👨‍👩‍👧', '@👨🏽', '@👍🏽', '@🇩🇪', '@❤️‍🔥', '@👩', '@👩🏽‍💻', '@1', '@🏴\u{e0067}'])
      expect(splitMentions(text, [...names, '🏴'])).toEqual([{ text }]);
    expect(splitMentions('@👨, @👍ok @🇩 @❤ @❤️ @👩‍💻 @1️⃣', names).flatMap(({ name }) => name ?? [])).toEqual([
      ...['👨', '👍', '🇩', '❤️', '❤️', '👩‍💻', '1️⃣'],
    ]);
  });

  test('a backslash before the @ prevents a mention', () => {
    expect(named('\\@Ana ping\\@Ana')).toEqual([]);
  });

  test('splitting a text loses no character', () => {
    for (const text of ['@Ana', 'a @Ana b @Bo·x1y2', '@@Ana@Ana', '', '@', 'x@', '@安娜@安'])
      expect(
        splitMentions(text, NAMES)
          .map((stretch) => stretch.text)
          .join(''),
      ).toBe(text);
  });
});
