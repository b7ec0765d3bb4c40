/** What is read as a letter although neither a decomposition nor Unicode's confusables say so. */

/** Letter → characters that are the same letter in another form: small capitals, with a hook, a tail, a curl or a stroke. */
const FORMS: Readonly<Record<string, string>> = {
  a: 'ᴀȺⱥᶏⲀⲁ',
  b: 'ʙɃᵬᶀꞖꞗ',
  c: 'ƈȻꞔꞒɕ',
  d: 'ᴅƋȡᵭᶁᶑꟈꟇ',
  e: 'ᴇᶒⱸꬴ',
  f: 'ꜰᶂ',
  g: 'ɢʛꞡꞠ',
  h: 'ʜⱨꞕɦ',
  i: 'ɪᶖᏆꮖ',
  j: 'ᴊʝ',
  k: 'ᴋĸᶄⱪꝁꝂꝃꝄꝅꞢꞣ',
  l: 'ʟȴȽɬᴌᶅⱠⱡⱢꝈꝉꞎꬷꬸꬹ',
  m: 'ᴍʍᶆⱮꬺ',
  n: 'ɴȠȵɲᶇꞐꞑꞤꞥꬻ',
  o: 'ᴏⱺꝌꝍ',
  p: 'ᴘᵱᶈⱣꝐꝑꝒꝓꝔꝕ',
  q: 'ꞯɋꝖꝗꝘꝙ',
  r: 'ʀɌɾᵳᶉⱤꞦꞧꭆ',
  s: 'ꜱȿᶊⱾꞨꞩ',
  t: 'ᴛƫȶʈⱦᵵ',
  u: 'ᴜᶙꞸꞹ',
  v: 'ᴠƲᶌⱱⱴꝞꝟ',
  w: 'ᴡⱲⱳ',
  x: 'ᶍ',
  y: 'ʏƳỾỿ',
  z: 'ᴢɀʑᶎⱫⱬⱿ',
};

/** Beginnings of alphabets in white on black, in circles and squares, and of the indicators that flags are made of. */
const ALPHABETS = [0x1f150, 0x1f170, 0x1f1e6];
/** The digit 1 in white on black, in three kinds of circles, and in two circles; the others follow. */
const ONES = [0x2776, 0x2780, 0x278a, 0x24f5];
const ZEROS = '\u24ff\u{1f10b}\u{1f10c}';

/**
 * Letter or ideograph → what is written in its place so that people recognise a word and programs don't: letters of any script,
 * digits and signs of about its shape, in either case. Only where reserved names are guarded: elsewhere B0b3 and Bobe may both be.
 */
const DISGUISES: Readonly<Record<string, string>> = {
  a: '@4ªæΛɅ∧ΔДѦ∆▲△ᗩᎯᏗᗅ卂ค₳αλɐⱯ∀',
  d: 'ÐðԁԂԃ∂ძΔδƉᗪᗫᎴ๔₫ↁ',
  e: '3€£ЄꞓƐɛεЭ∈∊ΞΣ∑乇ᎬᗴᏋəƏƎҽⴹ∃',
  f: 'ƒϝʄ千₣ᎦᏱ下ҒᖴꞘŦ£',
  i: '!¡|¦丨ノ工ﺍוןıเ❘❙❚│┃',
  l: '£₤乚ㄥ⌊└ʅᒪเᏝ',
  m: 'М爪๓ᗰ♏ᙏጠ௱Ⲙ₥ϺᎷ',
  n: 'ŋ₦ՈᑎПИᴎηռղภ几∩ᏁⲚהחΠ₪Ɲɳ',
  o: '○◯●◎◉⊙⊚☉⚪⚫⭕🔴🔵⊕⊗ΘѲӨσ๏ㄖ口ロ°¤Ꭷᗝɵ۵ⵙð',
  p: 'Þρ卩尸ᑭᖘᎮ₱ק℗℘քᑶ',
  r: 'ЯГᖇ尺®ɹ₽ᏒዪՐཞʁ',
  s: '$5§ςՏ丂ᔕรᏕֆ₴ʂ∫Ƨ',
  t: '7+†‡Т卞ㄒナイ₮ŦՇԵ⊤┬✝✞✟☦ƚɬᏖ',
  u: 'μυʋʊцㄩᑌ∪⊔凵ยบԱՍሀᏬ',
  v: '√∨⋁۷ᐯשᏉν✓✔ʋ',
  w: 'ШЩωѠɯɰᗯฬᏇᏔ₩山աѿພ',
  y: 'УҮγץㄚ丫¥ყʎᎩⲩא',
  pa: '🆌',
  up: '🆙',
  管: '菅箮官',
  理: '埋哩俚',
  员: '員貟贠',
  系: '糸係繫繋糹',
  统: '統綂',
  // Each of the two forms for the other, since both are reserved.
  員: '员貟贠',
  統: '统綂',
};

let forms: ReadonlyMap<string, string> | undefined;

/** The letter or digit that a character is another form of; `undefined` if it is none. */
export function letterOf(character: string): string | undefined {
  forms ??= makeForms();
  return forms.get(character);
}

/** The letters that a character may be written for to disguise a word. */
export function disguisedBy(character: string): string[] {
  return Object.entries(DISGUISES).flatMap(([letters, disguises]) => (disguises.includes(character) ? letters : []));
}

function makeForms(): Map<string, string> {
  const made = new Map<string, string>();
  for (const [letter, characters] of Object.entries(FORMS)) for (const one of characters) made.set(one, letter);
  for (const first of ALPHABETS)
    for (let n = 0; n < 26; n++) made.set(String.fromCodePoint(first + n), String.fromCharCode(0x61 + n));
  for (const first of ONES) for (let n = 1; n < 10; n++) made.set(String.fromCodePoint(first + n - 1), String(n));
  for (const zero of ZEROS) made.set(zero, '0');
  return made;
}
