import type { Sample } from './data.ts';

/** Sentences made of parts, so that the model sees many frames around few words. Written by us; nothing of a real customer. */

type Intent = Sample['intent'];
type Parts = Readonly<Partial<Record<Intent, readonly string[]>>>;

const list = (text: string): string[] => text.split('|');

interface Kit {
  readonly locale: Sample['locale'];
  readonly join: string;
  readonly things: readonly string[];
  readonly positive: Parts;
  readonly negative: Parts;
  readonly neutral: Parts;
  readonly before: Readonly<Record<'positive' | 'negative' | 'neutral', readonly string[]>>;
  readonly after: Readonly<Record<'positive' | 'negative' | 'neutral', readonly string[]>>;
  readonly but: readonly string[];
  /** Negations of what is good, of a feeling that is bad, of a fault. */
  readonly notGood: readonly string[];
  readonly good: readonly string[];
  readonly notFeeling: readonly string[];
  readonly feeling: readonly string[];
  readonly notFault: readonly string[];
  readonly fault: readonly string[];
}

const ZH: Kit = {
  locale: 'zh-CN',
  join: '',
  things: list(
    '粉底|口红|眼影|腮红|遮瑕|散粉|睫毛膏|唇釉|这支|这款|这个|你们家的粉底|新买的口红|这盘眼影|妆前|眉笔',
  ),
  positive: {
    shade: list(
      '颜色很好看|色号特别准|很显白|颜色自然又高级|跟我的肤色很贴|没有色差|颜色美到心动|涂上气色很好',
    ),
    quality: list(
      '很好用|质地细腻|持妆很久|很服帖|滋润不干|味道好闻|用着很舒服|上妆很漂亮|遮瑕很好|轻薄透气|性价比很高|包装精致',
    ),
    delivery: list('物流很快|第二天就到了|包装很仔细|发货神速|送货准时|到货完好'),
    refund: list('退款很快|换货很顺利|退货很方便|售后处理得很好'),
    other: list(
      '客服很耐心|服务很好|我很满意|真的很开心|值得推荐|会再来|谢谢你们|解决得很快|太贴心了|非常感谢',
    ),
    advice: list('教程很清楚|教得很好|建议很实用|方法很管用'),
  },
  negative: {
    shade: list('颜色差太多|色号完全不对|显得脸很黑|太黄了|跟图片不一样|颜色很假|氧化得厉害|涂上很丑'),
    quality: list(
      '很难用|卡粉严重|脱妆很快|又干又起皮|味道难闻|用了过敏发红|一用就断|质量很差|沾得到处都是|结块了|漏得一塌糊涂|晕得像熊猫',
    ),
    delivery: list('物流太慢|一直不发货|收到就是坏的|发错东西|少发了一件|快递丢了没人管|等了好多天都没到'),
    refund: list('一直不退款|不给退货|退钱拖了一个月|换货没人理|退款被拒绝了'),
    other: list(
      '客服态度很差|没人回复|不回消息|没有人管|不给解释|没有反应|我很生气|太失望了|感觉被骗了|服务太差劲|再也不买了|让人很不爽|气死我了|完全没有解决',
    ),
    advice: list('教程一点用都没有|按你们说的画很难看|说明写得乱七八糟'),
  },
  neutral: {
    shade: list('哪个颜色适合我|色号怎么选|偏冷还是偏暖|有没有深一点的|和上一款颜色一样吗|几号比较日常'),
    quality: list('成分是什么|有多少毫升|保质期多久|是防水的吗|是哑光的吗|含香精吗'),
    delivery: list('什么时候发货|几天能到|用什么快递|能改地址吗|可以查一下物流吗|能送到公司吗'),
    refund: list('可以退吗|怎么换货|退货流程是什么|退款几天到|运费谁付|能换个颜色吗'),
    other: list('有优惠吗|积分怎么看|几点关门|能开发票吗|还有货吗|怎么联系人工|会员怎么办理'),
    advice: list('怎么用|先用哪个|用什么刷子|需要卸妆吗|油皮能用吗|可以一起用吗|怎么画比较自然'),
  },
  before: {
    positive: list('|哇，|真的，|没想到|用了一周，|收到了，|说实话|必须说，'),
    negative: list('|唉，|真的，|没想到|用了一周，|收到了，|说实话|我要说，|搞什么，'),
    neutral: list('|你好，|请问|想问一下，|麻烦问下，|亲，|在吗，|我想知道'),
  },
  after: {
    positive: list('|！|，赞|，会回购|，谢谢|，喜欢|😊|，推荐'),
    negative: list('|！|，无语|，差评|，怎么回事|，退钱|😡|，后悔'),
    neutral: list('|？|，谢谢|呢|，麻烦了|？谢谢|，急'),
  },
  but: list('，但是|，不过|，可是|，就是|，可惜|，然而|但'),
  notGood: list(
    '不|一点都不|一点也不|并不|不太|不怎么|根本不|完全不|真的不|没有很|没那么|没有多|并没有很|不是很',
  ),
  good: list(
    '好用|好看|满意|喜欢|推荐|服帖|持久|显白|滋润|自然|方便|专业|开心|值|舒服|合适|好闻|好推|准|值得|细腻',
  ),
  notFeeling: list('不|没有|并不|没|一点都不|不是|也没有|从来没有'),
  feeling: list('生气|失望|讨厌|后悔|麻烦|投诉|着急|怪你们|抱怨|难过|介意|不满意|不喜欢'),
  notFault: list('不|没有|不会|完全不|一点都不|从不|也不会|没'),
  fault: list(
    '卡粉|拔干|起皮|刺激|油腻|厚重|暗沉|沾杯|脱妆|难闻|黏|搓泥|浮粉|卡纹|掉色|结块|晕染|氧化|难用|破损|色差|贵|慢',
  ),
};

const EN: Kit = {
  locale: 'en',
  join: ' ',
  things: list(
    'the foundation|the lipstick|this one|the blush|the palette|your concealer|the mascara|my order|this shade|it',
  ),
  positive: {
    shade: list(
      'is a perfect match|looks so natural on me|is such a pretty colour|suits my skin|is exactly as shown',
    ),
    quality: list(
      'lasts all day|feels great|is so smooth|works really well|smells lovely|is worth every penny|looks beautiful|is comfortable to wear',
    ),
    delivery: list('came really fast|arrived early and well packed|was here the next day'),
    refund: list('was exchanged without any trouble|was refunded quickly'),
    other: list('made me happy|is the best I have had|gets five stars from me'),
    advice: list('was easy with your tips|turned out great thanks to the tutorial'),
  },
  negative: {
    shade: list(
      'is the wrong colour|looks awful on me|is far too dark|turned orange|is nothing like the photo',
    ),
    quality: list(
      'is dry and patchy|broke already|smells bad|wears off in an hour|irritated my skin|is useless|feels cheap|leaked everywhere|cakes and creases',
    ),
    delivery: list('never arrived|came broken|is two weeks late|was the wrong item|is still not shipped'),
    refund: list('cannot be returned and nobody says why|was never refunded|is still waiting for a refund'),
    other: list(
      'made me angry|did nothing for me|was a waste of money|is a big disappointment|is the worst I have bought',
    ),
    advice: list('came out terrible with your tutorial|makes no sense with these instructions'),
  },
  neutral: {
    shade: list('comes in which shades|is warm or cool|is lighter than the old one'),
    quality: list('is waterproof or not|has how many grams|contains fragrance or not'),
    delivery: list('ships when|can be sent to another address|arrives when'),
    refund: list('can be exchanged how|can be returned until when'),
    other: list('is on sale when|is in the store as well'),
    advice: list('goes on before or after powder|needs which brush|is used how'),
  },
  before: {
    positive: list('|wow,|honestly,|just to say,|update:|hi,'),
    negative: list('|honestly,|seriously,|hi,|update:|I have to say'),
    neutral: list('|hi,|could you tell me if|please tell me,|question:|hello,'),
  },
  after: {
    positive: list('|!|, thanks|, love it|, will buy again|😊'),
    negative: list('|!|, so annoyed|, not happy|, I want my money back|😡'),
    neutral: list('|?|, thanks|please?|?'),
  },
  but: list(', but|, however,|, though|but|, yet'),
  notGood: list('not|not very|not at all|never|really not|not that'),
  good: list(
    'good|happy|satisfied|pleased|nice|helpful|comfortable|worth it|impressed|friendly|flattering|smooth|great|natural',
  ),
  notFeeling: list('not|not really|never|no longer|not at all'),
  feeling: list('angry|disappointed|upset|annoyed|complaining|in a hurry|unhappy|frustrated|sad'),
  notFault: list('does not|did not|never|will not|doesn’t|didn’t'),
  fault: list(
    'crease|smudge|cake|flake|sting|break|leak|fade|irritate|dry out|smell bad|feel sticky|look patchy',
  ),
};

export type Random = () => number;
const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)]!;

const INTENTS = ['shade', 'quality', 'delivery', 'refund', 'other', 'advice'] as const;
type Simple = 'positive' | 'negative' | 'neutral';

const phrase = (random: Random, kit: Kit, polarity: Simple, intent: Intent): string =>
  pick(random, kit[polarity][intent] ?? kit[polarity].other ?? []);

const thing = (random: Random, kit: Kit): string =>
  kit.join || random() < 0.5 ? `${pick(random, kit.things)}${kit.join}` : '';

const plain = (random: Random, kit: Kit, polarity: Simple): Sample => {
  const intent = pick(random, INTENTS);
  const head = pick(random, kit.before[polarity]);
  const text = `${head}${head && kit.join}${thing(random, kit)}${phrase(random, kit, polarity, intent)}${pick(random, kit.after[polarity])}`;
  return { locale: kit.locale, polarity, intent, text };
};

const mixed = (random: Random, kit: Kit): Sample => {
  const intent = pick(random, INTENTS);
  const [a, b] = random() < 0.6 ? (['positive', 'negative'] as const) : (['negative', 'positive'] as const);
  const other = pick(random, INTENTS);
  const text = `${thing(random, kit)}${phrase(random, kit, a, intent)}${pick(random, kit.but)}${kit.join}${thing(random, kit)}${phrase(random, kit, b, other)}`;
  return { locale: kit.locale, polarity: 'mixed', intent: a === 'negative' ? intent : other, text };
};

/** A negation takes a feeling away, a fault too (which is praise), and makes the opposite of praise. */
const negated = (random: Random, kit: Kit): Sample => {
  const which = random();
  const subject = kit.join
    ? pick(random, ['it is ', 'I am ', '', 'this is '])
    : pick(random, ['', '我', '这个', '这款', '其实', '颜色', '用着']);
  const tail = pick(random, kit.join ? ['', ' at all', ', thanks', '.'] : ['', '的', '，谢谢', '。', '啊']);
  const say = (not: readonly string[], what: readonly string[]) =>
    `${subject}${pick(random, not)}${kit.join}${pick(random, what)}${tail}`;
  if (which < 0.4)
    return { locale: kit.locale, polarity: 'negative', intent: 'quality', text: say(kit.notGood, kit.good) };
  if (which < 0.65)
    return {
      locale: kit.locale,
      polarity: 'neutral',
      intent: 'other',
      text: say(kit.notFeeling, kit.feeling),
    };
  const twice =
    random() < 0.5
      ? `${kit.join ? ' and ' : pick(random, ['', '，', '也'])}${pick(random, kit.notFault)}${kit.join}${pick(random, kit.fault)}`
      : '';
  const start = kit.join ? 'it ' : pick(random, ['', '这款', '一整天都', '涂上']);
  return {
    locale: kit.locale,
    polarity: 'positive',
    intent: 'quality',
    text: `${start}${pick(random, kit.notFault)}${kit.join}${pick(random, kit.fault)}${twice}${tail}`,
  };
};

/** Nouns and verbs that tell what a message is about. */
const SUBJECTS: Readonly<Record<Intent, { readonly zh: readonly string[]; readonly en: readonly string[] }>> =
  {
    shade: {
      zh: list(
        '颜色|色号|试色|肤色|黄皮|冷皮|白皮|偏粉|偏橘|偏黄|显白|显黑|号数|红色|裸色|豆沙|氧化|脖子|试妆|浅一号|深一点|气色|调子|这支红|色差|暖调',
      ),
      en: list(
        'colour|shade|number|undertone|too dark|too light|skin tone|match|red|nude|pink|orange|lighter|deeper|warm|cool|neck|try-on',
      ),
    },
    quality: {
      zh: list(
        '质地|质量|膏体|粉质|味道|包装盒|刷毛|瓶子|盖子|泵头|成分|保质期|克数|毫升|持妆|脱妆|卡粉|拔干|沾杯|起皮|遮瑕力|防水|上脸|妆效|唇纹|毛孔|晕妆|过敏|结块|断芯|假货|香味',
      ),
      en: list(
        'texture|quality|lid|pump|smell|brush|bottle|formula|ingredients|grams|waterproof|wear|lasts|creases|cakes|flakes|coverage|finish|tube|pan|mascara|dry|smooth|skin went red|fake|expiry',
      ),
    },
    delivery: {
      zh: list(
        '物流|快递|包裹|发货|出货|到货|送货|订单|地址|收货|寄到|寄来|驿站|顺丰|几天到|补发|漏发|丢件|快递员|取货|超商|打包|运送|签收|催发货|在途',
      ),
      en: list(
        'delivery|parcel|shipping|courier|order|address|arrive|tracking|package|box|dispatch|shipped|doorstep|delayed|lost in the post|collect',
      ),
    },
    refund: {
      zh: list(
        '退款|退货|换货|退钱|换一支|退回|运费险|售后|鉴赏期|换号|退换|申请售后|到账|七天无理由|退差价|换色',
      ),
      en: list(
        'refund|return|exchange|money back|swap|send it back|returns policy|postage for the return|credited',
      ),
    },
    advice: {
      zh: list(
        '怎么用|怎么画|教程|步骤|手法|先后顺序|妆前|打底|晕染|刷子|粉扑|卸妆|新手|画法|搭配|叠加|定妆|上妆|护肤|怎么选刷',
      ),
      en: list(
        'how to use|tutorial|tips|apply|brush to use|primer|before or after|blend|remove|layer|routine|step|beginner|technique',
      ),
    },
    other: {
      zh: list(
        '客服|服务|态度|电话|优惠券|积分|会员|发票|门店|营业|活动|价格|赠品|人工|回复|柜姐|生日礼|礼品卡|支付|账号|投诉|谢谢|你好|回购|推荐',
      ),
      en: list(
        'service|staff|agent|phone|discount|points|account|invoice|store|open|price|gift card|sale|reply|thanks|hello|recommend|support|email',
      ),
    },
  };

/** Words of one subject side by side: for the subject's model only, because they carry no feeling. */
export const subjectSentences = (random: Random, each: number): Sample[] =>
  INTENTS.flatMap((intent) =>
    (['zh', 'en'] as const).flatMap((language) =>
      Array.from({ length: each }, () => {
        const words = Array.from({ length: 1 + Math.floor(random() * 2) }, () =>
          pick(random, SUBJECTS[intent][language]),
        );
        return {
          locale: language === 'zh' ? 'zh-CN' : 'en',
          polarity: 'neutral',
          intent,
          text: words.join(language === 'zh' ? '' : ' '),
        } as const;
      }),
    ),
  );

/** `each` sentences of every kind and language. */
export const madeSentences = (random: Random, each: number): Sample[] =>
  [ZH, EN].flatMap((kit) =>
    Array.from({ length: each }, () => [
      plain(random, kit, 'positive'),
      plain(random, kit, 'negative'),
      plain(random, kit, 'neutral'),
      mixed(random, kit),
      negated(random, kit),
    ]).flat(),
  );
