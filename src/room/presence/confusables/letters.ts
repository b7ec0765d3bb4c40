/** Characters that people read as a letter, although neither a decomposition nor Unicode's confusables say so. */

/**
 * Letter → characters that are the same letter in another form: small capitals, insular letters, and letters with a
 * hook, tail, curl or stroke.
 */
const FORMS: Readonly<Record<string, string>> = {
  a: 'ᴀȺⱥᶏⲀⲁ',
  b: 'ʙɃᵬᶀꞖꞗ',
  c: 'ƈȻꞔꞒɕ',
  d: 'ᴅƋȡᵭᶁᶑꟈꟇꝹꝺ',
  e: 'ᴇᶒⱸꬴ',
  f: 'ꜰᶂꝻꝼ',
  g: 'ɢʛꞡꞠᵹꝽꝾꝿ',
  h: 'ʜⱨꞕɦ',
  i: 'ɪᶖᏆꮖꟾ',
  j: 'ᴊʝ',
  k: 'ᴋĸᶄⱪꝁꝂꝃꝄꝅꞢꞣ',
  l: 'ʟȴȽɬᴌᶅⱠⱡⱢꝈꝉꞎꬷꬸꬹ',
  m: 'ᴍʍᶆⱮꬺꟿ',
  n: 'ɴȠȵɲᶇꞐꞑꞤꞥꬻ',
  o: 'ᴏⱺꝌꝍ',
  p: 'ᴘᵱᶈⱣꝐꝑꝒꝓꝔꝕ',
  q: 'ꞯɋꝖꝗꝘꝙ',
  r: 'ʀɌɾᵳᶉⱤꞦꞧꭆꞂꞃꝚꝛ',
  s: 'ꜱȿᶊⱾꞨꞩꞄꞅꟖꟗꟘꟙ',
  t: 'ᴛƫȶʈⱦᵵꞆꞇ',
  u: 'ᴜᶙꞸꞹ',
  v: 'ᴠƲᶌⱱⱴꝞꝟ',
  w: 'ᴡⱲⱳ',
  x: 'ᶍ',
  y: 'ʏƳỾỿ',
  z: 'ᴢɀʑᶎⱫⱬⱿ',
};

/**
 * Starts of the white-on-black alphabets in circles and squares, and of the regional indicators that flags are made of.
 */
const ALPHABETS = [0x1f150, 0x1f170, 0x1f1e6];
/** The digit 1 in white on black in three kinds of circles, and in double circles. The other digits follow each. */
const ONES = [0x2776, 0x2780, 0x278a, 0x24f5];
const ZEROS = '\u24ff\u{1f10b}\u{1f10c}';

/**
 * Letter or ideograph → what is written in its place so that people recognise a word and programs don't: letters of any
 * script, digits and symbols of a similar shape or sound, in either case. Only applied to reserved names: elsewhere
 * B0b3 and Bobe may coexist.
 */
const DISGUISES: Readonly<Record<string, string>> = {
  a: '@4ªæΛɅ∧ΔДѦ∆▲△ᗩᎯᏗᗅ卂ค₳αλɐⱯ∀ム𐌀𐌰ᚨꓯ',
  d: 'ÐðԁԂԃ∂ძΔδƉᗪᗫᎴ๔₫ↁДり𐌃𐌳ᛞꓷ',
  e: '3€£ЄꞓƐɛεЭ∈∊ΞΣ∑乇ᎬᗴᏋəƏƎҽⴹ∃𐌄𐌴ᛖꓱɘ',
  f: 'ƒϝʄ千₣ᎦᏱ下ҒᖴꞘŦ£キ𐌅ᚠꟻⅎФ',
  i: '!¡|¦丨ノ工ﺍוןıเ❘❙❚│┃И𐌹ᛁᴉ',
  l: '£₤乚ㄥ⌊└ʅᒪเᏝレ𐌋𐌻ᛚꞁЛ',
  m: 'М爪๓ᗰ♏ᙏጠ௱Ⲙ₥ϺᎷカ𐌌𐌼ᛗɯꟽ',
  n: 'ŋ₦ՈᑎПИᴎηռղภ几∩ᏁⲚהחΠ₪Ɲɳ刀𐌍𐌽ᚾН',
  o: '○◯●◎◉⊙⊚☉⚪⚫⭕🔴🔵⊕⊗ΘѲӨσ๏ㄖ口ロ°¤Ꭷᗝɵ۵ⵙðの𐍉ᛟᴑ𐌏',
  p: 'Þρ卩尸ᑭᖘᎮ₱ק℗℘քᑶア𐌐𐍀ᛈꟼП',
  r: 'ЯГᖇ尺®ɹ₽ᏒዪՐཞʁ𐌓𐍂ᚱᴙᴚɿꓤР',
  s: '$5§ςՏ丂ᔕรᏕֆ₴ʂ∫ƧꙄꙅ𐌔𐍃ᛊС',
  t: '7+†‡Т卞ㄒナイ₮ŦՇԵ⊤┬✝✞✟☦ƚɬᏖ𐌕𐍄ᛏʇ',
  u: 'μυʋʊцㄩᑌ∪⊔凵ยบԱՍሀᏬひ𐌖𐌿ᚢ',
  v: '√∨⋁۷ᐯשᏉν✓✔ʋ𐌖В',
  w: 'ШЩωѠɯɰᗯฬᏇᏔ₩山աѿພᚹ𐍅',
  y: 'УҮγץㄚ丫¥ყʎᎩⲩאリ𐌙',
  // An omega is an o, but looks like a w.
  ow: 'ωѡꞷ',
  pa: '🆌',
  up: '🆙',
  管: '菅箮官营莞筦営營館',
  理: '埋哩俚里浬狸',
  员: '員貟贠圆圓园',
  系: '糸係繫繋糹',
  统: '統綂',
  // Each of the two forms lists the other, since both are reserved.
  員: '员貟贠圆圓園',
  統: '统綂',
};

/**
 * The letters that combining characters represent, in order: those of Latin and Cyrillic, placed above or below another
 * letter.
 */
const COMBINING: readonly (readonly [first: number, letters: string])[] = [
  [0x0363, 'aeioucdhmrtvx'],
  [0x1abf, 'ww'],
  [0x1acc, 'grt'],
  [0x1dca, 'r'],
  [0x1dd3, 'aæaacdðggkllmnnrrssz'],
  [0x1de7, 'abβəflopʃuwaou'],
  [0x2de0, 'бвгджзклмнопрстхцчшщѳсаеꙉꙋѣюꙗѧѫѭ'],
];

let forms: ReadonlyMap<string, string> | undefined;

/** The letter or digit that a character is another form of; `undefined` if there is none. */
export function letterOf(character: string): string | undefined {
  forms ??= makeForms();
  return forms.get(character);
}

/** The letters for which a character may stand to disguise a word. */
export function disguisedBy(character: string): string[] {
  return Object.entries(DISGUISES).flatMap(([letters, disguises]) => (disguises.includes(character) ? letters : []));
}

function makeForms(): Map<string, string> {
  const made = new Map<string, string>();
  for (const [letter, characters] of Object.entries(FORMS)) for (const one of characters) made.set(one, letter);
  for (const [first, letters] of COMBINING)
    for (const [n, letter] of Array.from(letters).entries()) made.set(String.fromCodePoint(first + n), letter);
  for (const first of ALPHABETS)
    for (let n = 0; n < 26; n++) made.set(String.fromCodePoint(first + n), String.fromCharCode(0x61 + n));
  for (const first of ONES) for (let n = 1; n < 10; n++) made.set(String.fromCodePoint(first + n - 1), String(n));
  for (const zero of ZEROS) made.set(zero, '0');
  return made;
}
