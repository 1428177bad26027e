import type { Report } from '../report/schema.ts';
import { showReport } from './report-view.ts';
import { languageOf, WORDS } from './words/language.ts';

const [data, target] = [document.getElementById('data'), document.getElementById('report')];
if (data && target) {
  const language = languageOf(navigator.languages);
  document.documentElement.lang = language;
  showReport(target, JSON.parse(data.textContent ?? '') as Report, WORDS[language]);
}
