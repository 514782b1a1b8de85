import type { Browser } from 'playwright-core';
import { pageHeaders, staffPost } from '#branch/test-support/house.ts';
import {
  type CheckedRecording,
  checkedRecordingSchema,
  type FoundRecordings,
  foundRecordingsSchema,
} from '#contracts/branch/recording.ts';
import { COUNTED } from './counted-camera.ts';

/** Recordings of a branch as its manager finds, checks and plays them. */
export function recordingsOf(url: string) {
  const port = Number(new URL(url).port);
  const ask = async (path: string, body: object) =>
    (await staffPost(port, `/recordings/api/${path}`, body, await pageHeaders(port, '1001'))).text;
  return {
    /** Oldest first. */
    found: async (): Promise<FoundRecordings['recordings']> =>
      foundRecordingsSchema.parse(JSON.parse(await ask('find', { paper: null }))).recordings.toReversed(),
    check: async (recording: string): Promise<CheckedRecording> =>
      checkedRecordingSchema.parse(JSON.parse(await ask('check', { recording }))),
    async play(recording: string): Promise<Buffer> {
      const answer = await fetch(new URL('/recordings/api/play', url), {
        method: 'POST',
        headers: { ...(await pageHeaders(port, '1001')), 'content-type': 'application/json' },
        body: JSON.stringify({ recording, reason: 'audit' }),
      });
      if (answer.status !== 200) throw new Error(`play: ${answer.status} ${await answer.text()}`);
      return Buffer.from(await answer.arrayBuffer());
    },
  };
}

/**
 * Plays a recorded call and reads the numbers of the two counted cameras in it, the customer's left, the teller's right, as
 * long as it lasts and at most `milliseconds`; and whether anything is heard in it.
 */
export async function readRecorded(browser: Browser, webm: Uint8Array, milliseconds: number) {
  const page = await browser.newPage();
  try {
    return await page.evaluate(
      async ({ base64, most, width, height, bits }) => {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        const video = document.createElement('video');
        video.src = URL.createObjectURL(new Blob([bytes], { type: 'video/webm' }));
        const hearing = new AudioContext();
        const meter = hearing.createAnalyser();
        hearing.createMediaElementSource(video).connect(meter);
        await hearing.resume();
        await video.play();
        const canvas = document.createElement('canvas');
        Object.assign(canvas, { width, height });
        const draw = canvas.getContext('2d');
        const samples = new Float32Array(meter.fftSize);
        const numbers: { left: number[]; right: number[] } = { left: [], right: [] };
        let loudest = 0;
        const numberOf = (half: 0 | 1): number | null => {
          if (!draw) return null;
          const wide = video.videoWidth / 2;
          draw.drawImage(video, half * wide, 0, wide, video.videoHeight, 0, 0, width, height);
          let count = 0;
          for (let bit = 0; bit < bits; bit++) {
            const x = Math.floor(((bit + 0.5) * width) / bits);
            const [above = 0] = draw.getImageData(x, Math.floor(height * 0.25), 1, 1).data;
            const [below = 0] = draw.getImageData(x, Math.floor(height * 0.75), 1, 1).data;
            if (above > 128 === below > 128) return null;
            if (above > 128) count |= 1 << bit;
          }
          return count;
        };
        const until = performance.now() + most;
        while (!video.ended && performance.now() < until) {
          const [left, right] = [numberOf(0), numberOf(1)];
          if (left !== null) numbers.left.push(left);
          if (right !== null) numbers.right.push(right);
          meter.getFloatTimeDomainData(samples);
          loudest = Math.max(loudest, ...samples.map(Math.abs));
          await new Promise((resolve) => setTimeout(resolve, 80));
        }
        return { ...numbers, loudest, width: video.videoWidth };
      },
      { base64: Buffer.from(webm).toString('base64'), most: milliseconds, ...COUNTED },
    );
  } finally {
    await page.close();
  }
}
