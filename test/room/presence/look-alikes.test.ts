import { describe, expect, it } from 'vitest';
import { RESERVED_NAMES } from '../../../src/protocol/reserved-names.ts';
import { looksLike, looksReserved, whyConfusable } from '../../../src/room/presence/look-alikes.ts';

describe('B13: a name that looks like another', () => {
  it.each([
    ['Ana', 'ana'],
    ['Ａná S', 'ANA s'],
    // Single Cyrillic letters, Greek capitals, and a word entirely in Cyrillic.
    ['Ana', 'А\u043d\u0430'.replace('\u043d', 'n')],
    ['Ana', '\u0391\u039d\u0391'],
    ['Paypal', '\u0440\u0430\u0443\u0440\u0430l'],
    ['HOST', '\u0397\u039f\u0405\u03a4'],
    ['Наташа', 'наташа'],
    ['Bob', 'B0b'],
    ['BILL', 'BlLL'],
    ['Corn', 'Com'],
    // A radical and the ideograph it looks like.
    ['山', '\u2f2d'],
    ['constructor', 'соnstructor'],
  ])('%s looks like %s', (a, b) => {
    expect(looksLike(a, b)).toBe(true);
    expect(looksLike(b, a)).toBe(true);
  });

  it.each([
    ['Ana', 'Anna'],
    ['小明', '小朋'],
    ['Ali', 'Alo'],
    ['👩‍🚀', '👨‍🚀'],
    ['constructor', 'toString'],
  ])('%s does not look like %s', (a, b) => {
    expect(looksLike(a, b)).toBe(false);
  });
});

describe('B13: a reserved name', () => {
  it.each([
    'admin',
    'ADMIN',
    'ADMlN',
    '\u0430dmin',
    '\u0391D\u039cIN',
    'ＡＤＭＩＮ',
    'S y s t e m',
    '\u0405ystem',
    'Parl\u0435y',
    'm\u043ed',
    'rnod',
    '0wner',
    '管理员',
    '系統',
    'ᴀᴅᴍɪɴ',
    'systᴇm',
    'adm1n',
    'Adm!n'.replace('!', 'l'),
    '4dm1n',
    'admin.',
    '@admin',
    '~ System ~',
    'admin\u1dc4',
    'admin\u1ab0',
    'a\u20dddmin',
  ])('the reserved names include %s', (name) => {
    expect(looksReserved(name)).toBe(true);
  });

  it.each(['Administrata', 'Modest', 'Ana', 'moderate', '系', 'Stuff', 'mom', '@ana', '4711'])(
    '%s is not reserved',
    (name) => {
      expect(looksReserved(name)).toBe(false);
    },
  );
});

describe('B13: the suffix that the server adds', () => {
  it.each([...'\u2219\u22c5\u2022\u2027\u30fb\uff65\u16eb\u2e31\u{10101}\ua78f\u1427'])(
    'the suffix cannot be written with another dot: %s',
    (dot) => {
      expect(whyConfusable(`alice${dot}kPrK`)).toContain('a dot and four characters');
      expect(whyConfusable(`alice${dot} mPr1`)).toContain('a dot and four characters');
    },
  );

  it.each([
    'Ana•5di1',
    'Ana• 5di1',
    'Ana •5di1',
    'Ana\u200a•\u200a5di1',
    'Ana • •5di1',
    'Ana°5di1',
    'Ana•Анnа',
    'Ana•АаСс',
  ])('the end of %s is not a suffix', (name) => {
    expect(whyConfusable(name)).toContain('a dot and four characters');
  });

  it.each([
    'ジョン・スミス',
    'Ana • Lisbon',
    'a•b',
    'Мария•Анна',
    'Мария∙Иван',
    'Sam • work',
    'Sam ⋅ work',
    'Ana ° Kiev',
    'N°1234',
    'N° 1234',
  ])('%s contains no suffix', (name) => {
    expect(whyConfusable(name)).toBeUndefined();
  });
});

/** The letters a to z as written by generators of "fancy text". */
const ALPHABETS = [
  'ⓐⓑⓒⓓⓔⓕⓖⓗⓘⓙⓚⓛⓜⓝⓞⓟⓠⓡⓢⓣⓤⓥⓦⓧⓨⓩ',
  'ⒶⒷⒸⒹⒺⒻⒼⒽⒾⒿⓀⓁⓂⓃⓄⓅⓆⓇⓈⓉⓊⓋⓌⓍⓎⓏ',
  '🅐🅑🅒🅓🅔🅕🅖🅗🅘🅙🅚🅛🅜🅝🅞🅟🅠🅡🅢🅣🅤🅥🅦🅧🅨🅩',
  '🄰🄱🄲🄳🄴🄵🄶🄷🄸🄹🄺🄻🄼🄽🄾🄿🅀🅁🅂🅃🅄🅅🅆🅇🅈🅉',
  '🅰🅱🅲🅳🅴🅵🅶🅷🅸🅹🅺🅻🅼🅽🅾🅿🆀🆁🆂🆃🆄🆅🆆🆇🆈🆉',
  '🇦🇧🇨🇩🇪🇫🇬🇭🇮🇯🇰🇱🇲🇳🇴🇵🇶🇷🇸🇹🇺🇻🇼🇽🇾🇿',
  '⒜⒝⒞⒟⒠⒡⒢⒣⒤⒥⒦⒧⒨⒩⒪⒫⒬⒭⒮⒯⒰⒱⒲⒳⒴⒵',
  '🄐🄑🄒🄓🄔🄕🄖🄗🄘🄙🄚🄛🄜🄝🄞🄟🄠🄡🄢🄣🄤🄥🄦🄧🄨🄩',
  'ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ',
  '𝐚𝐛𝐜𝐝𝐞𝐟𝐠𝐡𝐢𝐣𝐤𝐥𝐦𝐧𝐨𝐩𝐪𝐫𝐬𝐭𝐮𝐯𝐰𝐱𝐲𝐳',
  '𝖆𝖇𝖈𝖉𝖊𝖋𝖌𝖍𝖎𝖏𝖐𝖑𝖒𝖓𝖔𝖕𝖖𝖗𝖘𝖙𝖚𝖛𝖜𝖝𝖞𝖟',
  '𝔸𝔹ℂ𝔻𝔼𝔽𝔾ℍ𝕀𝕁𝕂𝕃𝕄ℕ𝕆ℙℚℝ𝕊𝕋𝕌𝕍𝕎𝕏𝕐ℤ',
  'ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖqʳˢᵗᵘᵛʷˣʸᶻ',
  'ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘǫʀꜱᴛᴜᴠᴡxʏᴢ',
  // Letters with hooks, strokes and accents.
  'ąცƈɖɛʄɠɧıʝƙƖɱŋơ℘զཞʂɬų۷ῳҳყʑ',
  'ⱥƀȼđɇƒǥħɨɉꝁłmnøᵽꝗɍsŧᵾvwxɏƶ',
  'åß¢Ðê£ghïjklmñðþqr§†µvwx¥z',
  // Letters of other scripts: Canadian syllabics, ideographs, Greek and Cyrillic, Thai and Hebrew, Armenian, Cherokee,
  // Lisu; and currency signs.
  'ᗩᗷᑕᗪEᖴGᕼIᒍKᒪᗰᑎOᑭᑫᖇᔕTᑌᐯᗯ᙭Yᘔ',
  '卂乃匚ᗪ乇千Ꮆ卄丨ﾌҜㄥ爪几ㄖ卩Ɋ尺丂ㄒㄩᐯ山乂ㄚ乙',
  'ΛBCDΞFGHIJKLMПΘPQЯSTUVШXYZ',
  'ค๒ς๔єŦﻮђเןкɭ๓ภ๏קợгรՇยשฬץאz',
  'αႦƈԃҽϝɠԋιʝƙʅɱɳσρϙɾʂƚυʋɯxყȥ',
  'ǟɮƈɖɛʄɢɦɨʝӄʟʍռօքզʀֆȶʊʋաӼʏʐ',
  'ᏗᏰፈᎴᏋᎦᎶᏂᎥᏠᏦᏝᎷᏁᎧᎮᎤᏒᏕᏖᏬᏉᏇጀᎩፚ',
  'ꓮꓐꓚꓓꓰꓝꓖꓧꓲꓙꓗꓡꓟꓠꓳꓑQꓣꓢꓔꓴꓦꓪꓫꓬꓜ',
  '₳฿₵ĐɆ₣₲ⱧłJ₭Ⱡ₥₦Ø₱QⱤ₴₮ɄV₩ӾɎⱫ',
];

describe('B41: a reserved name in other letters', () => {
  it.each(ALPHABETS)('a reserved name in other letters is refused: %s', (alphabet) => {
    const letters = [...alphabet];
    expect(letters).toHaveLength(26);
    const written = RESERVED_NAMES.filter((name) => /^[a-z]+$/.test(name)).map((name) =>
      Array.from(name, (letter) => letters[letter.charCodeAt(0) - 97]).join(''),
    );
    expect(written.filter((name) => !looksReserved(name))).toEqual([]);
  });

  it.each([
    'Ⓢystem',
    'admiⓝ',
    '🄰dmin',
    'ᎪᎠᎷᏆN',
    'ꭺꭰꮇꮖɴ',
    'ⲁⲇⲙⲓⲛ',
    'αδμιν',
    '菅理员',
    '菅理貟',
    '管埋員',
    '糸统',
    '系綂',
    'аdмiи',
    'staƒƒ',
    'ovvner',
    'rnoderat0r',
    '5uppor7',
    '$taff',
    '5у5т3м',
    'm○d',
    '🅼⭕🅳',
    'adm❶n',
    'adm①n',
    'adm⒈n',
    's🆙port',
    '🆌rley',
    'sɛrʋɛr',
    'ⱮOD',
    'aꝺmin',
    'ꮪtaꝼꝼ',
    'ꞅtaff',
    'suppoꞃꞇ',
    'syꙅtem',
    'syꙄtem',
    'aclmin',
    'rnocl',
    'ACLMIN',
    'aͩmin',
    'sysͭem',
    'mͦd',
    'ow\u1de0er',
    's\u1dddta\u1debf',
    'м\u2deaд',
    'ωner',
    'oωner',
    'ѡner',
    'ꞷner',
    '管里员',
    '营理员',
    '莞理员',
    '筦理员',
    '管理圆',
    '管理圓',
    'ﾑd爪ﾉ刀',
    '爪のり',
    '𐌀dmin',
    '𐌌𐌏𐌃',
    'ᛗᛟᛞ',
    '𐌼𐍉𐌳',
    'мод',
    'Админ',
    'сервер',
  ])('a reserved name in mixed letters is refused: %s', (name) => {
    expect(looksReserved(name)).toBe(true);
  });

  it.each([
    'a.d.m.i.n',
    'a d m i n',
    'a-d_m/i~n',
    '[admin]',
    '(a)(d)(m)(i)(n)',
    '「管理员」',
    '管.理.员',
    '★ADMIN★',
    '●@dmin●',
    '"mod"',
    'mod✓',
    'Adm!n',
    'A\u20ddd\u20ddm\u20ddi\u20ddn\u20dd',
    'a\u0488d\u0488m\u0488i\u0488n\u0488',
    'a\u05b4d\u064em\u0e48in',
    'ad\ufe0fmin',
  ])('a reserved name with signs around and between its letters is refused: %s', (name) => {
    expect(looksReserved(name)).toBe(true);
  });
});

/** None of these names looks like another or is reserved. */
// biome-ignore format: one name per line would take 200 lines
const ORDINARY = [
  'Adina', 'Adam', 'Admira', 'Admire', 'Aidan', 'Edmin', 'Armin', 'Yasmin', 'Jasmin', 'Edwin', 'Odin', 'Damian', 'Nadim', 'Modest', 'Modesty', 'Modou', 'Maud', 'Moe', 'Mo', 'Dom', 'Mordor', 'Moda', 'Mona', 'Owen', "Owner's cat", 'Rowan', 'Noah', 'Olwen', 'Parker', 'Paisley', 'Farley', 'Harley', 'Barley', 'Charley', 'Marley', 'Sergej', 'Severin', 'Serge', 'Verena', 'Stefan', 'Steffi', 'Stafford', 'Stan', 'Steph', 'Supriya', 'Sanford', 'Systa', 'Sisto', 'Sys', 'Ana', 'Anna', 'Ann-Marie', 'Jean-Luc', "O'Neil", "D'Angelo", 'J.R.R.', 'Mr. T', 'Zoë', 'Chloé', 'François', 'Åsa', 'Øyvind', 'Łukasz', 'Đorđe', 'Þór', 'Ægir', 'Ñuñez', 'Çağla', 'İpek', 'Ilgın', 'Ğ', 'Škoda', 'Žofie', 'Ђорђе', 'Сергей', 'Андрей', 'Наташа', 'Мария', 'Михаил', 'Дмитрий', 'Юлия', 'Том', 'Модест', 'Админа', 'Домна', 'Шура', 'Володимир', 'Їжак', 'Єва', 'Ἀδμής', 'Αδάμ', 'Γιώργος', 'Ελένη', 'Μαρία', 'Ωμέγα', 'Αρης', 'محمد', 'فاطمة', 'عمر', 'علي', 'نور', 'مريم', 'דוד', 'שרה', 'יוסף', 'רות', 'नरेन्द्र', 'प्रिया', 'राम', 'অনিতা', 'সুমন', 'ਗੁਰਪ੍ਰੀਤ', 'ગીતા', 'கமலா', 'முருகன்', 'రాముడు', 'ಕಮಲ', 'മോഹൻ', 'สมชาย', 'นภา', 'ยุพา', 'มานี', 'สุดา', 'ລາວ', 'မောင်', 'សុខា', 'གཏིང', 'ተስፋዬ', 'ሰላም', 'გიორგი', 'ნინო', 'Արմեն', 'Անի', 'ᏣᎳᎩ', 'ᓄᓇᕗᑦ', '小明', '小朋', '李雷', '韩梅梅', '王伟', '张伟', '管野', '菅原', '菅', '管', '系', '统', '管理', '理员', '系列', '統一', '員外', '官員', '官网', '理想', '绪方', '山田太郎', 'さくら', 'ひなた', 'ジョン・スミス', 'エマ', 'ﾊﾅｺ', '김민수', '이서연', '박지성', '민', '👩‍🚀', '👨‍🚀', '🌸', '★ Bo ★', 'Bo (work)', '[AFK] Lee', 'xX_Lee_Xx', '4711', 'R2D2', 'C-3PO', 'm0nk3y', 'M&M', '1337', 'A1', '7of9', '007', 'Ms. O', 'Dr. No', 'Ana • Lisbon', 'a•b', 'Ⅳ', '½', '™ Guy', 'H₂O', 'x²', '50%', '$$$', ':-)', '¯\\_(ツ)_/¯', 'guest-AbCd', 'user42', 'Admiral', 'Administrata', 'administration', 'moderate', 'moderato', 'modern', 'model', 'servus', 'serve', 'supporter', 'supper', 'systemd', 'system32', 'staffordshire', 'owners', 'parleys', 'ad', 'min', 'dmin', 'adm', 'in', 'Mod Squad', 'the mod', 'Sysadmin', 'AdminBot', 'Clara', 'Maclean', 'Claudia', 'Clod', 'Декан', 'Дима', 'Модя', 'Север', 'Стас', 'Ирина', 'Павел', '管里', '营', '圆圆', '园园', '刀', '里美', 'Ωmega', 'ウエノ', 'リカ', 'のりこ', 'カノン',
];

describe('B41: ordinary names', () => {
  it('ordinary names are allowed in every script', () => {
    expect(ORDINARY.flatMap((name) => whyConfusable(name) ?? [])).toEqual([]);
  });

  it('ordinary names are distinct', () => {
    const alike = ORDINARY.flatMap((one, n) =>
      ORDINARY.slice(0, n)
        .filter((other) => looksLike(one, other))
        .map((other) => [one, other]),
    );
    expect(alike).toEqual([]);
  });
});

describe('B41: a name that looks like another in other letters', () => {
  it.each([
    ['Ann', 'Ⓐⓝⓝ'],
    ['Ann', '🅰🅽🅽'],
    ['Ann', '🇦🇳🇳'],
    ['Ann', '⒜⒩⒩'],
    ['ann', 'ᎪNN'],
    ['Ann', 'ꭺnn'],
    ['Ann', 'ᴀɴɴ'],
    ['Mona', 'ⲘⲞⲚⲀ'],
    // Cyrillic and Greek letters of which only the capital or only the small form looks like a Latin letter.
    ['max', 'Мax'],
    ['Alice', 'ALΙCΕ'],
    ['Lee', 'L\u20dde\u20dde\u20dd'],
    ['Lee', 'L\u0489e\u0489e\u0489'],
    ['Player1', 'Player❶'],
    ['Player1', 'Player①'],
    ['Player1', 'Player⒈'],
    ['山', '⼭'],
  ])('in other letters %s looks like %s', (a, b) => {
    expect(looksLike(a, b)).toBe(true);
    expect(looksLike(b, a)).toBe(true);
  });
});

describe('B41: the suffix that the server adds, in other letters', () => {
  it.each([...'\u00b0\u02d9\u02da\u0358\u0701\u2218\u25aa\u25e6\u26ac\u2981\u2b1d\u2e33\u{1f784}'])(
    'the suffix cannot be written with another dot: alice%s',
    (dot) => {
      expect(whyConfusable(`alice${dot}kPrK`)).toContain('a dot and four characters');
    },
  );

  it.each(['Paŀ5di1', 'al•ⓚⓟⓡⓚ', 'al•🅺🅿🆁🅺', 'al•кРrК', 'al•kPr⒦', 'al•ﬁab', 'al•k\u05b4PrK'])(
    'the suffix cannot be written with other characters: %s',
    (name) => {
      expect(whyConfusable(name)).toContain('a dot and four characters');
    },
  );
});
