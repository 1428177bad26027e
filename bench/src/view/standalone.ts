import type { Report } from '../report/schema.ts';
import { showReport } from './report-view.ts';

const [data, target] = [document.getElementById('data'), document.getElementById('report')];
if (data && target) showReport(target, JSON.parse(data.textContent ?? '') as Report);
