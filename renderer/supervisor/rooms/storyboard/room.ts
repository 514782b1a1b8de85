import type { Room } from '../../rooms.ts';

export const STORYBOARD_ROOM: Room = {
  id: 'storyboard',
  by: ['supervisor', 'technician', 'manager'],
  name: { 'zh-CN': '故障处理', en: 'Faults and repairs' },
  load: () => import('./storyboard.tsx'),
};
