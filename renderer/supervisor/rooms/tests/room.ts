import type { Room } from '../../rooms.ts';

export const TESTS_ROOM: Room = {
  id: 'tests',
  by: ['supervisor', 'technician', 'manager'],
  name: { 'zh-CN': '设备测试', en: 'Device tests' },
  load: () => import('./tests.tsx'),
};
