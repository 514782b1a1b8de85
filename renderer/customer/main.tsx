import '../zod.ts';
import '../ui/styles.ts';
import './customer.css';
import { createRoot } from 'react-dom/client';
import { connect } from '../bridge/connect.ts';
import { takeIdentity } from '../bridge/token.ts';
import { warmFonts } from '../ui/fonts.ts';
import { App } from './app.tsx';

const identity = takeIdentity(document);
const place = document.getElementById('root');
if (identity && place) {
  createRoot(place).render(<App client={connect(identity)} />);
  warmFonts();
}
