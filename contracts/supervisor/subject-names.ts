import type { Bilingual } from '../language.ts';
import type { Subject } from './record.ts';

/** What is tested, as pages and papers of staff call it. */
export const SUBJECT_NAMES: Readonly<Record<Subject, Bilingual>> = {
  cardReader: { zh: '读卡器', en: 'Card reader' },
  idScanner: { zh: '身份证阅读器', en: 'ID card reader' },
  receiptPrinter: { zh: '凭条打印机', en: 'Receipt printer' },
  signaturePad: { zh: '签字板', en: 'Signature pad' },
  cardDispenser: { zh: '发卡机', en: 'Card dispenser' },
  camera: { zh: '摄像头', en: 'Camera' },
  microphone: { zh: '麦克风', en: 'Microphone' },
  speaker: { zh: '扬声器', en: 'Speaker' },
  touch: { zh: '触摸屏', en: 'Touch screen' },
  display: { zh: '显示屏', en: 'Display' },
  network: { zh: '网络', en: 'Network' },
  clock: { zh: '时钟', en: 'Clock' },
  disk: { zh: '磁盘', en: 'Disk' },
};
