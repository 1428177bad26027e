import type { ConsentWords } from './words.ts';

export const en: ConsentWords = {
  title: 'What may we do for you?',
  intro: 'You decide, one by one. Nothing is on until you say yes, and you can change your mind at any time.',
  age: 'How old are you?',
  ageYes: '14 or older',
  ageNo: 'Under 14',
  ageFirst: 'Please answer the question about your age first.',
  minor:
    'Then nothing about you is kept or sent. You can still try colours on. Please ask a parent if you need help.',
  all: 'Yes to all',
  none: 'No to all',
  save: 'Save my choice',
  saved: 'Saved.',
  summary: 'You allow {n}.',
  summaryNone: 'You allow nothing, and nothing is sent.',
  change: 'Change',
  policy: 'Read more',
  purposes: {
    camera_process: [
      'Find shades that match me',
      'Your picture is looked at on this device only. The shop learns which shades fit, never the picture.',
    ],
    skin_analysis: [
      'Read how my skin looks',
      'Numbers such as evenness and shine, worked out on this device. They compare pictures and say no more.',
    ],
    crm_share: [
      'Keep it in my customer file',
      'The shop keeps what you allowed above and below under your name, so that you tell your story once. You can have it deleted.',
    ],
    personalization: [
      'Recommend what suits me',
      'Advice from what you tried and chose, always with its reasons. Prices never depend on it.',
    ],
    analytics: ['Count what is used', 'Which products and buttons are used, to make the mirror better.'],
    marketing: ['Send me news and offers', 'Only by the ways you gave the shop.'],
    chat_analysis: [
      'Sort my questions in chat',
      'What kind of question it is. Your words are passed on only when you press to send them.',
    ],
    location_coarse: [
      'Use the weather in my city',
      'For advice on sun and dry air. Never closer than the city.',
    ],
  },
};
