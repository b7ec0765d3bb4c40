/** The words about polls in Chinese. */

import type { Words } from './words.en.ts';

export const zh: Words = {
  commands: {
    poll: { takes: '[问题 | A | B]', does: '发起投票；不带内容则打开表单' },
    multipoll: { takes: '[问题 | A | B]', does: '发起可多选的投票' },
  },
  newPoll: '发起投票',
  question: '问题',
  options: '选项',
  option: (number) => `选项 ${number}`,
  addOption: '添加选项',
  allowSeveral: '允许多选',
  secret: '匿名投票：大家能看到票数，但看不到谁选了什么。',
  start: '发起',
  noQuestion: '请填写问题。',
  fewOptions: '至少需要两个选项。',
  manyOptions: (most) => `最多 ${most} 个选项。`,
  longOption: (most) => `每个选项最多 ${most} 个字符。`,
  sameOptions: '有两个选项看起来一样。',
  voters: (count) => (count === 0 ? '还没有人投票' : `${count} 人已投票`),
  standing: (count, percent, isMine) => `${count} 票，${percent}%${isMine ? '，含你的一票' : ''}`,
  several: '可多选',
  closed: '已结束',
  takeBack: '撤回我的投票',
  close: '结束投票',
  closedPoll: (whose) => (whose === undefined ? '结束了一个投票' : `结束了 ${whose} 发起的投票`),
  voteRefusals: { forbidden: '投票已结束。', not_found: '投票已被删除。', bad_request: '投票人数已达上限。' },
  notVoted: (reason) => `投票未计入：${reason}`,
  notClosed: (reason) => `未能结束投票：${reason}`,
};
