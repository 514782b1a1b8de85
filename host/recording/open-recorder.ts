import type { Profile } from '#contracts/profile/profile.ts';
import type { WorldEvent } from '#flows/events.ts';
import { Camera } from '../media/camera.ts';
import type { PaperFates } from '../signing/fates.ts';
import type { Visits } from '../visits.ts';
import { Recorder, type RecorderParts } from './recorder.ts';

type Surroundings = Omit<RecorderParts, 'camera' | 'lost'> & {
  readonly visits: Visits;
  readonly papers: PaperFates;
  readonly tell: (event: WorldEvent) => void;
};

/** Camera and recorder of this terminal, joined to the customer's page, to its visits and to what is signed there. */
export function openRecorder(profile: Profile['camera'], { visits, papers, tell, ...parts }: Surroundings) {
  const camera = new Camera(profile, parts.clock, (of, health) => tell({ type: 'health', of, health }));
  const recorder = new Recorder({
    ...parts,
    camera,
    lost: (visit) => {
      papers.recordingLost(visit);
      tell({ type: 'recording.lost' });
    },
  });
  visits.onWipe(() => {
    recorder.visitEnded(visits.ending);
    camera.close();
  });
  return { camera, recorder };
}
