type Bare = {
  readonly offers: boolean;
  readonly own: MediaStream;
  readonly send: (signal: unknown) => void;
  readonly show: (stream: MediaStream) => void;
};

type Said = { readonly description?: RTCSessionDescriptionInit; readonly candidate?: RTCIceCandidateInit };

/** The least there can be: one connection, one offer, one answer, and nothing that looks after them. */
export function bareSide({ offers, own, send, show }: Bare) {
  const connection = new RTCPeerConnection();
  for (const track of own.getTracks()) connection.addTrack(track, own);
  connection.ontrack = ({ track }) => {
    if (track.kind === 'video') show(new MediaStream([track]));
  };
  connection.onicecandidate = ({ candidate }) => {
    if (candidate) send({ candidate: candidate.toJSON() });
  };
  const describe = async () => {
    await connection.setLocalDescription();
    send({ description: connection.localDescription?.toJSON() });
  };
  let steps: Promise<unknown> = offers ? describe() : Promise.resolve();
  return {
    take(signal: unknown) {
      const { description, candidate } = signal as Said;
      steps = steps.then(async () => {
        if (candidate) return connection.addIceCandidate(candidate);
        if (!description) return;
        await connection.setRemoteDescription(description);
        if (description.type === 'offer') await describe();
      });
    },
    close: () => connection.close(),
  };
}
