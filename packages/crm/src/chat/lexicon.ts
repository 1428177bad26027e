/**
 * Words of a shop's chat that carry a feeling, written by us. Chinese in Simplified characters, English by its stem. What stands here is not the verdict: it is
 * counted, with and without a negation before it, and the model weighs it beside everything else.
 */

const POSITIVE_ZH =
  '好看 好用 好闻 好推 好评 好爱 很好 真好 太好 挺好 更好 变好 最好 满意 满分 喜欢 超爱 爱了 爱死 爱惨 爱你 真爱 大爱 开心 高兴 幸福 感动 惊喜 惊艳 感谢 谢谢 多谢 感恩 辛苦了 ' +
  '推荐 大推 安利 种草 推坑 回购 回头 还会来 还来 再买 会再买 会买 显白 提气色 气色 服帖 服贴 贴合 贴肤 自然 细腻 滋润 水润 保湿 轻薄 舒服 温和 持久 持妆 显色 防水 顺滑 丝滑 丝绒感 柔软 ' +
  '快递快 很快 超快 挺快 真快 神速 秒到 秒回 及时 准时 完好 完整 严实 仔细 用心 耐心 细心 贴心 专业 热情 亲切 温柔 礼貌 周到 靠谱 放心 省心 良心 方便 顺利 简单 清楚 实用 ' +
  '值得 超值 很值 划算 真香 绝了 绝美 完美 漂亮 美翻 太美 很美 超美 高级 精致 优雅 干净 清爽 不错 给力 厉害 强大 一流 优秀 出色 神器 神物 宝藏 福音 亲妈 赞 点赞 加分 棒 牛 支持 信任 夸 表扬 ' +
  '一模一样 一样准 很准 超准 精准 合适 适合 解决了 搞定 帮大忙 帮了大忙 成功 疗愈 没踩雷 闭眼入 闭眼买 没问题 没得说 没话说 无可挑剔 太能打 妈生 原生 同色 干脆';
const NEGATIVE_ZH =
  '失望 生气 气死 气愤 气人 愤怒 火大 恼火 一肚子火 烦 烦死 麻烦 无语 傻眼 心寒 寒心 讨厌 恶心 恶劣 可怕 难受 难过 难用 难看 难闻 难吃 难推 难画 难洗 难卸 丑 丑死 太丑 ' +
  '差评 差劲 很差 太差 真差 差太多 差远 差超多 更差 最差 品质差 质量差 态度差 糟糕 垃圾 烂 超烂 破烂 坑 坑人 坑爹 坑老顾客 骗 骗人 被骗 欺骗 欺负 虚假 假货 假白 假滑 后悔 浪费 白花 白费 白白 ' +
  '投诉 客诉 抱怨 埋怨 怪你们 举报 赔偿 敷衍 推脱 推三阻四 踢皮球 爱理不理 没人理 没人管 没人接 没人处理 不理人 不理我 已读不回 答非所问 冷淡 凶 不耐烦 不负责任 不专业 受够 拉黑 拉胯 崩溃 抓狂 离谱 夸张 太扯 踩雷 超雷 地雷 翻车 快逃 ' +
  '卡粉 卡纹 卡在 浮粉 起皮 脱妆 斑驳 晕妆 晕染成 暗沉 氧化 发灰 发黄 发黑 发暗 发红 发痒 发烫 泛红 刺痛 刺激 刺刺 拔干 太干 又干 干燥 太油 油腻 出油 搓泥 沾杯 掉色 掉粉 飞粉 结块 厚重 假面 面具 像鬼 闷 闷痘 过敏 黏 粘腻 粗糙 廉价 毁了 毁 ' +
  '色差 偏色 显黑 显脏 显黄 显老 脸黄 太黄 太白 太红 太橘 太深 太暗 太浅 白一圈 假 不准 买错 发错 寄错 漏发 漏寄 少发 弄丢 丢件 破损 破了 碎了 全碎 碎成 摔碎 断了 断成 断掉 断芯 裂 坏了 漏了 漏出 漏得 瘪 湿透 压扁 变形 ' +
  '太慢 慢死 拖延 拖了 拖一个月 等了半个月 半个月 一直不 迟到 过期 不退 不给退 不给换 驳回 霸王 凭什么 借口 扣钱 被扣 太贵 贵得 死贵 肉疼 降价 涨价 ' +
  '不满 不爽 不行 不值 不像话 不可接受 不能接受 不好意思说 呵呵 醉了 服了你们 笑话 差远了 失灵 没用 没救 没诚意 没影 没到账 头晕 头疼 想哭 熊猫眼 打死';
/** Words with 不, 没 or 好 in them that say nothing of a feeling; they keep these characters from being read as such. */
const NEUTRAL_ZH =
  '不仅 不但 不管 不论 不得不 差不多 好不好 能不能 会不会 是不是 有没有 要不要 行不行 可不可以 对不对 在不在 准不准 知不知道 好像 好几 好多 不好意思 没关系 不客气 不用谢 不着急 不急 不急着 要好 只好 刚好 好的 你好 您好 忍不住 差在 差几 差别 差异 不同 色差几个 ' +
  '先看看 价格多少 不知道 不清楚你 不愧';

const POSITIVE_EN =
  'love|adore|like|enjoy|great|good|nice|lovely|beautiful|gorgeous|pretty|stunning|perfect|excellent|amazing|awesome|wonderful|brilliant|fantastic|incredible|impressed|impressive|happy|pleased|glad|delighted|satisfied|thank|thanks|cheers|grateful|' +
  'recommend|helpful|help|kind|friendly|patient|sweet|polite|professional|quick|fast|easy|painless|smooth|silky|creamy|comfy|comfortable|weightless|natural|flattering|luxurious|best|favourite|favorite|worth|spot on|works|worked|works a treat|worked a treat|' +
  'solved|fixed|exactly|match|survived|stays|lasts|awake|finally|wow|divine|good value|great value|five stars|holy grail|well packed|buy again|order again|no problem|bargain|yay|fresh|glowing|soft|confident|suits me|long lasting';
const NEGATIVE_EN =
  'hate|angry|furious|annoy|annoyed|annoying|upset|frustrated|frustrating|disappoint|disappointed|disappointing|disappointment|regret|complain|complaint|awful|terrible|horrible|horrid|dreadful|worst|bad|poor|poorly|ugly|disgusting|nasty|gross|cheap|fake|useless|' +
  'pathetic|ridiculous|unacceptable|unprofessional|rude|shame|joke|waste|mess|nightmare|fed up|ignored|ignoring|ignore|refused|refuse|cheated|scam|lied|lie|broke|broken|break|leak|leaked|leaking|smashed|damaged|soaked|missing|lost|late|slow|forever|delay|delayed|' +
  'wrong|crease|cake|cakes|caking|patchy|streaky|flaky|flaking|drying|dry patch|sting|stings|burn|burned|irritate|irritated|irritation|itchy|red|smudge|sticky|greasy|orange|ashy|grey|yellow|off|smells like|smells bad|bad smell|stinks|fades|wears off|falls apart|breaks apart|' +
  'too dark|too light|too yellow|too pink|too expensive|overpriced|too long|no one cares|nobody|ruined|crumbs|ghost|ill|dirty|nowhere near|nothing like|never again|money back|not happy|split|clings|problem|sad|sadly';
const NEUTRAL_EN =
  'how long|red lipstick|this red|a red|shade like|would like|is it good|money back guarantee|dry skin|best for|off the|thanks for nothing';

const EMOJI_POSITIVE = '👍 😊 😄 😁 🥰 😍 🤩 ❤ 💕 💖 🎉 👏 🌹 😘 💯 🙏 😀';
const EMOJI_NEGATIVE = '👎 😡 😠 🤬 😤 😞 😢 😭 🙄 😒 💔 🤮 😩 😫';

export type Feeling = 1 | 0 | -1;

/** Rough stem of an English word: enough that "smudges" and "smudging" meet. */
export const stem = (word: string): string => {
  if (word.length < 4) return word;
  const cut = word.replace(/(ing|ed|es|ly|s|e)$/, '');
  return cut.length >= 3 ? cut : word;
};

/** The key of tokens: Latin words stemmed, a blank between them; Han characters joined. */
export const keyOf = (tokens: readonly string[]): string =>
  tokens.map((t) => (/[a-z]/.test(t) ? `${stem(t)} ` : t)).join('');

const enter = (table: Map<string, Feeling>, words: readonly string[], feeling: Feeling): void => {
  for (const word of words) table.set(keyOf(word.match(/[a-z]+|[^a-z ]/gu) ?? []), feeling);
};

const built = (): ReadonlyMap<string, Feeling> => {
  const table = new Map<string, Feeling>();
  enter(table, POSITIVE_ZH.split(' '), 1);
  enter(table, NEGATIVE_ZH.split(' '), -1);
  enter(table, POSITIVE_EN.split('|'), 1);
  enter(table, NEGATIVE_EN.split('|'), -1);
  enter(table, EMOJI_POSITIVE.split(' '), 1);
  enter(table, EMOJI_NEGATIVE.split(' '), -1);
  enter(table, NEUTRAL_ZH.split(' '), 0);
  enter(table, NEUTRAL_EN.split('|'), 0);
  table.set(keyOf(['thanks', 'for', 'nothing']), -1);
  return table;
};

/** Feeling of a word by its key. */
export const FEELINGS: ReadonlyMap<string, Feeling> = built();
/** Tokens of the longest entry. */
export const LONGEST = 5;
