import '../zod.ts';
import '../ui/styles.ts';
import './customer.css';
import { createRoot } from 'react-dom/client';
import { connect } from '../bridge/connect.ts';
import { takeIdentity } from '../bridge/token.ts';
import { pageClock } from '../clock.ts';
import { warmFonts } from '../ui/fonts.ts';
import { App } from './app.tsx';
import { CallProvider } from './call/context.ts';
import { CallLine } from './call/line.ts';
import { CallRecorder } from './call/record.ts';
import { OneMoment } from './line-views.tsx';
import { MediaProvider } from './media/desk.ts';
import { receiveMediaOrders } from './media/receiver.ts';
import { DeskProvider } from './paper/desk.ts';
import { receivePapers } from './paper/receiver.ts';
import { PictureProvider, receivePictures } from './pictures/desk.ts';

/** The customer's page with the desk his papers lie on, and its hand on the camera. */
function terminal(identity: Parameters<typeof connect>[0]) {
  const client = connect(identity);
  // Before the line can say anything: what it says first is not said twice.
  const desk = receivePapers(client);
  // A page that did not come the safe way is given no media devices at all.
  const media = receiveMediaOrders(client, navigator.mediaDevices, pageClock);
  const pictures = receivePictures(client, media);
  const call = new CallLine(client, media, pageClock);
  new CallRecorder(client, media, pageClock, call);
  return (
    <MediaProvider value={media}>
      <CallProvider value={call}>
        <PictureProvider value={pictures}>
          <DeskProvider value={desk}>
            <App client={client} />
          </DeskProvider>
        </PictureProvider>
      </CallProvider>
    </MediaProvider>
  );
}

const identity = takeIdentity(document);
const place = document.getElementById('root');
if (place) {
  // Without a token the page was not served by a host, and there is nothing it could ask for.
  createRoot(place).render(identity ? terminal(identity) : <OneMoment />);
  warmFonts();
}
