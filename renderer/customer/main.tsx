import '../zod.ts';
import '../ui/styles.ts';
import './customer.css';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import type { BridgeClient } from '../bridge/client.ts';
import { connect } from '../bridge/connect.ts';
import { takeIdentity } from '../bridge/token.ts';
import { warmFonts } from '../ui/fonts.ts';
import { App } from './app.tsx';
import { OneMoment } from './line-views.tsx';
import { DeskProvider } from './paper/desk.ts';
import { receivePapers } from './paper/receiver.ts';

/** The customer's page with the desk his papers lie on. */
function Terminal({ client }: { readonly client: BridgeClient }) {
  const [desk] = useState(() => receivePapers(client));
  return (
    <DeskProvider value={desk}>
      <App client={client} />
    </DeskProvider>
  );
}

const identity = takeIdentity(document);
const place = document.getElementById('root');
if (place) {
  // Without a token the page was not served by a host, and there is nothing it could ask for.
  createRoot(place).render(identity ? <Terminal client={connect(identity)} /> : <OneMoment />);
  warmFonts();
}
