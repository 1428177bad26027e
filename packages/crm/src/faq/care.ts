import { fold } from './fold.ts';

/**
 * Questions of how a body feels or reacts are never answered from a list, whatever is known: a person has to. A fixed rule, before all
 * retrieval, that rather holds back too much. The words below are looked for in questions; none of them is ever said to a customer.
 */

/** In folded text: see fold.ts. */
const CHINESE = new RegExp(
  [
    '过敏|敏感肌|不耐受|刺激|烂脸',
    '炎(?!热)|肿|疹|疙瘩|痒|刺痛|灼|疼|痛(?!快)|发烧|感染|化脓|溃烂|水泡',
    '怀孕|孕妇|孕期|孕早期|备孕|有喜|胎儿|哺乳|喂奶|坐月子',
    '痘|粉刺|痤疮|暗疮|闭口|荨麻|癣|银屑|玫瑰斑|白癜|黄褐斑',
    '病|症状|医生|医院|医师|皮肤科|诊断|治疗|治好|疗效|药|激素|荷尔蒙|维a酸|刷酸|果酸',
    '激光|镭射|雷射|光子|医美|手术|术后|缝针|打针|玻尿酸|肉毒|微针|水光针|热玛吉|脱毛后',
    '伤口|破皮|流血|出血|结痂|烫伤|晒伤|痣|癌|中毒|副作用',
  ].join('|'),
  'u',
);

const ENGLISH = new RegExp(
  `\\b(?:${[
    'allerg\\w*|intoleran\\w*|irritat\\w*|sensitive skin|reacts?|reaction',
    'rash(?:es)?|hives|itch\\w*|swell\\w*|swollen|sting\\w*|burn(?:s|ing|ed|t)?|sore|pain\\w*|hurt\\w*|inflam\\w*|infect\\w*|blister\\w*|bleed\\w*|wound\\w*',
    'acne|pimples?|zits?|break ?outs?|breaking out|eczema|rosacea|psoriasis|dermatitis|melasma|vitiligo|hyperpigmentation|moles?|cancer',
    'pregnan\\w*|expecting a (?:baby|child)|breast-?feed\\w*|nursing',
    'medic\\w*|drugs?|doctor|dermatolog\\w*|hospital|diseases?|diagnos\\w*|treat(?:s|ed|ing|ments?)?|cur(?:e|es|ed|ing)|heal(?:s|ed|ing)?|steroids?|retino\\w*|tretinoin',
    'surgery|laser|botox|fillers?|chemical peel|microneedling|side[- ]effects?|toxic|poison\\w*',
  ].join('|')})\\b`,
  'u',
);

/** Whether a question must go to a person unanswered. */
export const needsCare = (question: string): boolean => {
  const text = fold(question);
  return CHINESE.test(text) || ENGLISH.test(text);
};
