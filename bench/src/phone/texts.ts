/** Words of the page a phone opens. */
export interface Texts {
  readonly title: string;
  readonly explain: string;
  readonly length: string;
  readonly quick: string;
  readonly full: string;
  readonly start: string;
  readonly stop: string;
  readonly download: string;
  readonly clip: (done: number, of: number) => string;
  readonly running: (subject: string, round: number, rounds: number) => string;
  readonly done: string;
  readonly hidden: string;
  readonly insecure: string;
}

const en: Texts = {
  title: 'Mirror bench',
  explain:
    'Measures this device with a film that is made here. The camera stays off, nothing is sent. Keep this page in front, the screen on and the charger in.',
  length: 'Length',
  quick: 'Quick, a few minutes',
  full: 'Full, about an hour',
  start: 'Start',
  stop: 'Stop',
  download: 'Download the result (JSON)',
  clip: (done, of) => `Making the film: ${done} of ${of}`,
  running: (subject, round, rounds) => `Round ${round} of ${rounds}: ${subject}`,
  done: 'Done.',
  hidden: 'The page was not in front for a while: the round in which it happened says so.',
  insecure: 'This page needs HTTPS: browsers show no video frames to other pages.',
};

const zhCN: Texts = {
  title: '试妆镜测速',
  explain: '用本机生成的短片测试这台设备。不开摄像头，不上传任何内容。请保持此页在最前、屏幕常亮并接通电源。',
  length: '时长',
  quick: '快速，几分钟',
  full: '完整，约一小时',
  start: '开始',
  stop: '停止',
  download: '下载结果（JSON）',
  clip: (done, of) => `正在生成短片：${done} / ${of}`,
  running: (subject, round, rounds) => `第 ${round} / ${rounds} 轮：${subject}`,
  done: '已完成。',
  hidden: '页面有一段时间不在最前；发生时的那一轮已注明。',
  insecure: '此页需要 HTTPS：浏览器不向其他页面提供视频帧。',
};

const zhTW: Texts = {
  title: '試妝鏡測速',
  explain: '用本機產生的短片測試這台裝置。不開相機，不上傳任何內容。請保持此頁在最前、螢幕常亮並接上電源。',
  length: '時長',
  quick: '快速，幾分鐘',
  full: '完整，約一小時',
  start: '開始',
  stop: '停止',
  download: '下載結果（JSON）',
  clip: (done, of) => `正在產生短片：${done} / ${of}`,
  running: (subject, round, rounds) => `第 ${round} / ${rounds} 輪：${subject}`,
  done: '已完成。',
  hidden: '頁面有一段時間不在最前；發生時的那一輪已註明。',
  insecure: '此頁需要 HTTPS：瀏覽器不向其他頁面提供視訊影格。',
};

export const TEXTS = { en, 'zh-CN': zhCN, 'zh-TW': zhTW } as const;
