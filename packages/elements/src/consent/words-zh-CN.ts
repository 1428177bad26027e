import type { ConsentWords } from './words.ts';

export const zhCN: ConsentWords = {
  title: '您允许我们为您做什么？',
  intro: '由您逐项决定。您同意之前全部关闭，之后也可以随时更改。',
  age: '您的年龄是？',
  ageYes: '已满 14 周岁',
  ageNo: '未满 14 周岁',
  ageFirst: '请先回答年龄问题。',
  minor: '我们不会保存或发送任何关于您的信息，您仍然可以试色。需要帮助时，请找家长。',
  all: '全部同意',
  none: '全部不同意',
  save: '保存我的选择',
  saved: '已保存。',
  summary: '您允许了 {n} 项。',
  summaryNone: '您没有允许任何一项，不会发送任何信息。',
  change: '更改',
  policy: '了解更多',
  purposes: {
    camera_process: ['为我找到合适的色号', '画面只在本机处理。品牌只会知道哪些色号合适，不会看到画面。'],
    skin_analysis: ['查看我的肌肤状态', '如均匀度、光泽等数值，在本机算出，只用于比较画面。'],
    crm_share: ['存入我的会员档案', '您允许的内容会记在您名下，同样的事不必再说一遍。您可以要求删除。'],
    personalization: ['为我推荐合适的产品', '依据您试过和选过的产品，并说明理由。价格不会因此不同。'],
    analytics: ['统计使用情况', '哪些产品和按钮被用到，用来改进试妆镜。'],
    marketing: ['给我发送新品和优惠', '只用您留给品牌的联系方式。'],
    chat_analysis: ['为我的咨询分类', '只判断是哪一类问题，不会转发您写的内容。'],
    location_coarse: ['参考我所在城市的天气', '用于防晒和干燥天气的建议，只到城市，不会更精确。'],
  },
};
