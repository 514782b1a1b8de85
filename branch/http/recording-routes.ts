import {
  PLAYBACK_RIGHT,
  playbackSchema,
  recordingEndSchema,
  recordingIdSchema,
  recordingOriginSchema,
  recordingQuestionSchema,
  recordingSegmentSchema,
} from '#contracts/branch/recording.ts';
import { SEGMENT_BYTES } from '#contracts/bridge/recording.ts';
import { ok } from '#foundation/result.ts';
import type { RecordingPlayback } from '../recordings/playback.ts';
import type { RecordingRegister } from '../recordings/register.ts';
import { readJson, readParameter } from './read.ts';
import type { Signed } from './signed-routes.ts';
import type { StaffGate } from './staff-session.ts';

/** Bytes of a request with a segment in base64, beside the little that is said of it. */
const SEGMENT_BODY = Math.ceil(SEGMENT_BYTES / 3) * 4 + 4_096;

/** Recordings as terminals bring them, and as the entitled play them. */
export function recordingRoutes(
  signed: Signed,
  { staffRoute }: StaffGate,
  register: RecordingRegister,
  playback: RecordingPlayback,
): void {
  signed('POST', '/v1/recordings', async (caller, request) => {
    const body = readJson(request, recordingOriginSchema);
    if (!body.ok) return body;
    const opened = await register.open(caller, body.value);
    return opened.ok ? ok({ status: 200, body: opened.value }) : opened;
  });

  signed(
    'POST',
    '/v1/recordings/:recording/segments',
    async (caller, request) => {
      const recording = readParameter(request, 'recording', recordingIdSchema);
      if (!recording.ok) return recording;
      const body = readJson(request, recordingSegmentSchema);
      if (!body.ok) return body;
      const added = await register.add(caller, recording.value, body.value);
      return added.ok ? ok({ status: 200, body: added.value }) : added;
    },
    SEGMENT_BODY,
  );

  signed('POST', '/v1/recordings/:recording/end', async (caller, request) => {
    const recording = readParameter(request, 'recording', recordingIdSchema);
    if (!recording.ok) return recording;
    const body = readJson(request, recordingEndSchema);
    if (!body.ok) return body;
    const ended = await register.end(caller, recording.value, body.value);
    return ended.ok ? ok({ status: 200, body: ended.value }) : ended;
  });

  staffRoute('POST', '/recordings/api/find', PLAYBACK_RIGHT, async ({ branch }, request) => {
    const body = readJson(request, recordingQuestionSchema);
    if (!body.ok) return body;
    return ok({ status: 200, body: await playback.find(branch, body.value) });
  });

  staffRoute('POST', '/recordings/api/check', PLAYBACK_RIGHT, async ({ branch }, request) => {
    const body = readJson(request, playbackSchema.pick({ recording: true }));
    if (!body.ok) return body;
    const checked = await playback.check(branch, body.value.recording);
    return checked.ok ? ok({ status: 200, body: checked.value }) : checked;
  });

  staffRoute('POST', '/recordings/api/play', PLAYBACK_RIGHT, async ({ staff, branch }, request, reply) => {
    const body = readJson(request, playbackSchema);
    if (!body.ok) return body;
    const played = await playback.play(branch, staff.number, body.value);
    if (!played.ok) return played;
    reply.type('video/webm');
    return ok({ status: 200, body: Buffer.from(played.value) });
  });
}
