import '../zod.ts';
import '../ui/styles.ts';
import './customer.css';
import { createRoot } from 'react-dom/client';
import { connect } from '../bridge/connect.ts';
import { takeIdentity } from '../bridge/token.ts';
import { warmFonts } from '../ui/fonts.ts';
import { App } from './app.tsx';
import { OneMoment } from './line-views.tsx';

const identity = takeIdentity(document);
const place = document.getElementById('root');
if (place) {
  // Without a token the page was not served by a host, and there is nothing it could ask for.
  createRoot(place).render(identity ? <App client={connect(identity)} /> : <OneMoment />);
  warmFonts();
}
