import type { Room } from '../../rooms.ts';

export const TRACE_ROOM: Room = {
  id: 'trace',
  by: ['technician'],
  name: { 'zh-CN': '跟踪', en: 'Trace' },
  load: () => import('./trace.tsx'),
};
