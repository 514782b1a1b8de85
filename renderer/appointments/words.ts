import type { Appointment, Kept } from '#contracts/branch/appointment.ts';
import type { Language } from '#contracts/language.ts';

export type AppointmentWords = {
  readonly title: string;
  readonly none: string;
  readonly columns: { readonly time: string; readonly business: string; readonly state: string };
  readonly state: Readonly<Record<Appointment['state'], string>>;
  readonly kept: Readonly<Record<Kept, string>>;
  readonly more: (count: number) => string;
  readonly missed: (count: number) => string;
};

export const WORDS: Readonly<Record<Language, AppointmentWords>> = {
  'zh-CN': {
    title: '今日预约',
    none: '今天没有预约。',
    columns: { time: '时间', business: '业务', state: '状态' },
    state: { booked: '未到', checkedIn: '已签到', cancelled: '已取消', noShow: '没有来' },
    kept: { early: '提前', onTime: '准时', late: '迟到' },
    more: (count) => `另有 ${count} 个未列出`,
    missed: (count) => `${count} 个没有来`,
  },
  en: {
    title: 'Appointments today',
    none: 'There is no appointment today.',
    columns: { time: 'Time', business: 'For', state: 'State' },
    state: { booked: 'Expected', checkedIn: 'Checked in', cancelled: 'Cancelled', noShow: 'Did not come' },
    kept: { early: 'early', onTime: 'on time', late: 'late' },
    more: (count) => `${count} more not listed`,
    missed: (count) => `${count} did not come`,
  },
};
