/** Messages for search tests: small talk assembled from phrases, the same in every run. */

const WHO = ['the courier', 'our landlord', 'my sister', 'the accountant', 'nobody', 'the night shift', 'Priya', 'Tom'];
const DID = ['forgot', 'moved', 'painted', 'paid for', 'asked about', 'lost', 'fixed', 'photographed', 'measured'];
const WHAT = ['the red bicycle', 'two boxes of tiles', 'that invoice', 'the kitchen window', 'a parcel', 'the ladder'];
const WHEN = ['yesterday', 'before lunch', 'on Friday', 'last week', 'at noon', 'again', 'this morning'];
const 谁 = ['快递员', '房东', '我妹妹', '会计', '没有人', '夜班同事', '小李', '老张'];
const 何时 = ['昨天', '午饭前', '星期五', '上周', '中午', '又', '今天早上'];
const 做 = ['忘了', '搬走了', '刷好了', '付了', '问起', '弄丢了', '修好了', '拍了', '量了'];
const 什么 = ['那辆红色自行车', '两箱瓷砖', '那张发票', '厨房的窗户', '一个包裹', '梯子'];

/** Line `n` of the talk, alternately English (about 60 characters) and Chinese (about 15). */
export function smallTalk(n: number): string {
  const k = n >>> 1;
  const of = (list: readonly string[], step: number) => list[(k * step + (k >>> 3)) % list.length] ?? '';
  return n % 2 === 0
    ? `${of(WHO, 1)} ${of(DID, 5)} ${of(WHAT, 1)} ${of(WHEN, 3)}, number ${k}, and so it goes on`
    : `${of(谁, 3)}${of(何时, 1)}${of(做, 2)}${of(什么, 5)}，第${k}次，就是这样`;
}
