import type { FlowPorts } from '#flows/ports.ts';
import { err } from '#foundation/result.ts';
import type { World } from './world.ts';

type RecordingPorts = Pick<FlowPorts, 'startRecording' | 'stopRecording'>;

/** The recording of a sale, from the consent to the order. It ends with the visit at the latest. */
export function recordingPorts({ recorder, visits }: Pick<World, 'recorder' | 'visits'>): RecordingPorts {
  return {
    async startRecording({ service, ...sale }) {
      const visit = visits.current?.token;
      if (visit === undefined) return err({ code: 'notRecording' });
      const started = await recorder.start(visit, { service, sale });
      return started.ok ? started : err({ code: 'notRecording' });
    },
    async stopRecording(input) {
      const visit = visits.current?.token;
      if (visit === undefined) return {};
      if (input.end === 'complete')
        await recorder.finish(visit, 'complete', input.sold ? 'sold' : 'notSold', input.paper);
      else await recorder.finish(visit, 'stopped', input.by === 'customer' ? 'customer' : 'notSold', null);
      return {};
    },
  };
}
