import type { Room } from '../../rooms.ts';

export const READINESS_ROOM: Room = {
  id: 'readiness',
  by: ['supervisor', 'technician', 'manager'],
  name: { 'zh-CN': '就绪报告', en: 'Readiness' },
  load: () => import('./readiness.tsx'),
};
