import '../zod.ts';
import 'virtual:noto-sans-sc.css';
import '../ui/theme.css';
import '../ui/base.css';
import '../ui/terminal-drawing.css';
import './bench.css';
import './room.css';
import './devices.css';
import './pad.css';
import './paper.css';
import { createRoot } from 'react-dom/client';
import { connect } from '../bridge/connect.ts';
import { takeIdentity } from '../bridge/token.ts';
import { Bench } from './bench.tsx';
import { BenchStore } from './store.ts';

const identity = takeIdentity(document);
const place = document.getElementById('root');
if (identity && place) {
  const client = connect(identity);
  createRoot(place).render(<Bench client={client} store={new BenchStore(client)} />);
}
