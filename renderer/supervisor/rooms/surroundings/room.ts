import type { Room } from '../../rooms.ts';

export const SURROUNDINGS_ROOM: Room = {
  id: 'surroundings',
  by: ['supervisor', 'technician', 'manager'],
  name: { 'zh-CN': '环境', en: 'Surroundings' },
  load: () => import('./surroundings.tsx'),
};
