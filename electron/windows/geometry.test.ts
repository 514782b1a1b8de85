import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sideBySide, whole } from './geometry.ts';

const areas = fc.record({
  x: fc.integer({ min: -4000, max: 4000 }),
  y: fc.integer({ min: -4000, max: 4000 }),
  width: fc.integer({ min: 1024, max: 7680 }),
  height: fc.integer({ min: 600, max: 4320 }),
});

test('the terminal keeps its shape, and both windows lie beside each other on the display', () => {
  fc.assert(
    fc.property(areas, (area) => {
      const { customer, bench } = sideBySide(area);
      expect(Math.abs(customer.width / customer.height - 1080 / 1920)).toBeLessThan(0.01);
      expect(customer.zoom).toBeLessThanOrEqual(1);
      expect(customer.zoom).toBeGreaterThanOrEqual(0.25);
      expect(Math.abs(customer.width / customer.zoom - 1080)).toBeLessThanOrEqual(2);
      expect(customer.x).toBeGreaterThanOrEqual(area.x);
      expect(bench.x).toBeGreaterThan(customer.x + customer.width);
      expect(bench.x + bench.width).toBeLessThanOrEqual(area.x + area.width);
      expect(customer.y + customer.height).toBeLessThanOrEqual(area.y + area.height);
      expect(bench.zoom).toBe(1);
    }),
  );
});

test('a display of Full HD shows the terminal at a little more than half its size', () => {
  const { customer } = sideBySide({ x: 0, y: 0, width: 1920, height: 1080 });
  expect(customer).toEqual({ x: 8, y: 0, width: 587, height: 1044, zoom: 0.54375 });
});

test('a kiosk takes the whole display', () => {
  expect(whole({ x: 1920, y: 0, width: 1080, height: 1920 })).toEqual({
    x: 1920,
    y: 0,
    width: 1080,
    height: 1920,
    zoom: 1,
  });
});
