import { describe, expect, it } from 'vitest';
import type { Screen } from '#contracts/screen/screen.ts';
import { EXAMPLES, exampleScreen } from '../gallery/examples.ts';
import { CALL_EVERY, SoundFollower, soundOf } from './sound.ts';

const example = (fits: (screen: Screen) => boolean): Screen => {
  const settings = { textSize: 'normal', contrast: 'normal', language: 'zh-CN', reach: false } as const;
  const found = EXAMPLES.map((one) => exampleScreen(one, settings)).find(fits);
  if (!found) throw new Error('no such example');
  return found;
};
const insistent = () => example(({ body }) => body.kind === 'takeMedia' && body.urgency === 'insistent');
const calm = () => example(({ body }) => body.kind === 'takeMedia' && body.urgency === 'calm');
const menu = () => example(({ body, frame }) => body.kind === 'menu' && frame.overlay === null);

function follower() {
  const played: number[] = [];
  const armed: { at: number; run: () => void }[] = [];
  const clock = {
    now: () => 0,
    after: (at: number, run: () => void) => {
      const timer = { at, run };
      armed.push(timer);
      return () => {
        const place = armed.indexOf(timer);
        if (place >= 0) armed.splice(place, 1);
      };
    },
  };
  const sound = new SoundFollower((notes) => played.push(notes.length), clock);
  const pass = () => {
    for (const timer of armed.splice(0)) timer.run();
  };
  return { sound, played, armed, pass };
}

describe('sound', () => {
  it('is silent on ordinary screens', () => {
    expect(soundOf(menu())).toBe('none');
  });

  it('calls for what was forgotten, again and again, until it is taken', () => {
    const { sound, played, armed, pass } = follower();
    sound.show(insistent());
    expect(played).toEqual([3]);
    expect(armed.map(({ at }) => at)).toEqual([CALL_EVERY]);
    pass();
    pass();
    expect(played).toEqual([3, 3, 3]);
    sound.show(menu());
    pass();
    expect(played).toHaveLength(3);
    expect(armed).toEqual([]);
  });

  it('tells a calm reminder once, and does not begin anew while it stands', () => {
    const { sound, played, pass } = follower();
    sound.show(calm());
    sound.show(calm());
    pass();
    expect(played).toEqual([2]);
  });
});
